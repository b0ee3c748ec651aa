import type { Manifest } from '@kirana/adapter';
import type { ChangeProblem, SnapshotKind } from '@kirana/core';
import type { Versioning } from './change-order.ts';
import type { CheckedChange } from './check-changes.ts';
import { DeadDelivery } from './delivery-failure.ts';
import type { StockChange } from './stock-order.ts';

/** What a report lacks to be ordered as its adapter declares. */
function missingOrder({ sequence, observedAt }: StockChange, version: Versioning): string | undefined {
  if (version === 'sequence' && sequence === undefined) return 'sequence: declared as what orders stock, and missing';
  if (version === 'timestamp' && observedAt === undefined)
    return 'observedAt: declared as what orders stock, and missing';
  return undefined;
}

/** @throws DeadDelivery when the delivery holds something of stock that the adapter does not declare, or a list that is none */
function checkDeclared(
  { id, capabilities }: Manifest,
  reports: readonly StockChange[],
  snapshotOf: readonly SnapshotKind[],
): void {
  const whole = snapshotOf.includes('stock');
  if (reports.length === 0 && !whole) return;
  const { stock } = capabilities;
  const hasDelta = reports.some(({ amount }) => 'delta' in amount);
  if ((stock !== 'absolute' && stock !== 'delta') || (hasDelta && stock === 'absolute')) {
    const what = hasDelta ? 'changes of counts' : 'counts';
    const why = `adapter ${id} reports ${what} of stock and declares stock: '${stock}'`;
    throw new DeadDelivery('read', 'CAPABILITY_MISSING', why);
  }
  if (whole && hasDelta) {
    throw new DeadDelivery(
      'read',
      'DELIVERY_UNREADABLE',
      'a complete list of stock holds counts, and no changes of counts',
    );
  }
}

/** Reports of stock as declared; each that cannot be ordered becomes a problem of its own. @throws DeadDelivery */
export function checkStock(
  manifest: Manifest,
  checked: readonly CheckedChange[],
  snapshotOf: readonly SnapshotKind[],
): { readonly changes: readonly CheckedChange[]; readonly problems: readonly ChangeProblem[] } {
  const reports = checked.flatMap(({ change }) => (change.kind === 'stock.reported' ? change : []));
  checkDeclared(manifest, reports, snapshotOf);
  if (reports.length === 0) return { changes: checked, problems: [] };
  const version = manifest.capabilities.entities.stock?.version ?? 'none';
  const problems: ChangeProblem[] = [];
  const changes = checked.filter(({ change }) => {
    const message = change.kind === 'stock.reported' ? missingOrder(change, version) : undefined;
    if (message !== undefined && 'externalId' in change) {
      problems.push({ path: change.path, externalId: change.externalId, message });
    }
    return message === undefined;
  });
  return { changes, problems };
}
