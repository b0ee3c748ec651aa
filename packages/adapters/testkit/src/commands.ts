import type { Change, Command, CommandKind, PushOrder } from '@kirana/adapter';
import { normalise, type Subject } from './subject.ts';

export const COMMAND_KINDS: readonly CommandKind[] = ['stock.set', 'store.status', 'order.push'];

/** Ids of commands are TypeIDs at the server; all that counts is that each is its own. */
export const commandId = (name: string): string => `cmd_kirana_testkit_${name}`;

export const NOBODY = 'kirana-testkit-no-such-thing';

const order = (id: string, location: string, externalId: string): PushOrder => ({
  kind: 'order.push',
  id,
  location,
  placedAt: '2026-11-22T09:58:00.000Z',
  orderType: 'delivery',
  currency: 'INR',
  lines: [{ externalId, quantity: 1, unitPriceMinor: 10_000, note: null, options: [] }],
  charges: [],
  taxes: [],
  totalMinor: 10_000,
  customer: { name: null, phone: null, address: null },
  note: null,
});

interface Target {
  readonly externalId: string;
  readonly aliases: readonly string[];
  readonly warehouse: string | null;
  readonly counted: boolean;
}

/** What stock can be set of: what the provider counts, otherwise what it sells. */
function target(changes: readonly Change[]): Target | undefined {
  const items = changes.filter((one) => one.kind === 'item.upserted');
  const counted = changes.find((one) => one.kind === 'stock.reported');
  if (counted === undefined) {
    const item = items.find((one) => one.item.sellable) ?? items[0];
    if (item === undefined) return undefined;
    return { externalId: item.externalId, aliases: item.aliases ?? [], warehouse: null, counted: false };
  }
  const { externalId, warehouse = null } = counted;
  // a report may name an alias; a command names the item
  const item = items.find((one) => one.externalId === externalId || one.aliases?.includes(externalId));
  return { externalId: item?.externalId ?? externalId, aliases: item?.aliases ?? [], warehouse, counted: true };
}

/** A command of a kind, made up from what the simulator has. @throws Error when a pull gives nothing to make it from */
export async function exampleOf(
  subject: Subject,
  kind: CommandKind,
  id: string,
  externalId?: string,
): Promise<Command> {
  const { installation } = await subject.provider();
  const own = subject.options.commands?.(installation).find((one) => one.kind === kind);
  const location = own?.location ?? installation.locations[0] ?? installation.account;
  if (kind === 'store.status') {
    if (own !== undefined && externalId === undefined) return { ...own, id };
    return { kind, id, location: externalId ?? location, open: false, returnAt: null, reason: 'Closed for a test' };
  }
  if (own !== undefined && externalId === undefined) return { ...own, id };
  const pulls = subject.adapter.pull !== undefined;
  const pages = pulls ? await subject.pages() : [];
  const here = pages.filter((page) => page.location === null || page.location === location);
  const found = target(here.flatMap((page) => normalise(subject.pageBody(page, 'page')).changes));
  if (kind === 'order.push') return order(id, location, externalId ?? found?.externalId ?? NOBODY);
  if (found === undefined && own?.kind !== 'stock.set')
    throw new Error('a pull gives nothing to set the stock of: give options.commands');
  const line = own?.kind === 'stock.set' ? own.lines[0] : undefined;
  const counts = found?.counted ?? line?.quantity !== null;
  return {
    kind: 'stock.set',
    id,
    location,
    lines: [
      {
        externalId: externalId ?? line?.externalId ?? found?.externalId ?? NOBODY,
        aliases: externalId === undefined ? (line?.aliases ?? found?.aliases ?? []) : [],
        warehouse: line?.warehouse ?? found?.warehouse ?? null,
        quantity: counts ? 7 : null,
        on: counts,
        until: null,
      },
    ],
  };
}
