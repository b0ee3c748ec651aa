import type { Mark } from '../database/schema.ts';

/** How versions of one kind of thing compare, as the adapter's manifest declares. */
export type Versioning = 'sequence' | 'timestamp' | 'none';

/** Where a change stands: the provider's own version if it has one, and the order of receipt. */
export interface Order {
  readonly v: string | null;
  readonly n: number;
}

const DIGITS = /^\d+$/;

/** Below zero when `a` is older. Versions that do not read as declared compare as text. */
export function compareVersions(versioning: Exclude<Versioning, 'none'>, a: string, b: string): number {
  if (versioning === 'timestamp') {
    const difference = Date.parse(a) - Date.parse(b);
    if (!Number.isNaN(difference)) return difference;
  } else if (DIGITS.test(a) && DIGITS.test(b)) {
    const difference = BigInt(a) - BigInt(b);
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  }
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Whether a newer word has been heard already. The provider's version decides where both have one, otherwise the order of receipt. */
export function isOlder(order: Order, mark: Mark | undefined, versioning: Versioning): boolean {
  if (mark === undefined) return false;
  if (versioning !== 'none' && order.v !== null && mark.v !== null) {
    const compared = compareVersions(versioning, order.v, mark.v);
    if (compared !== 0) return compared < 0;
  }
  return order.n < mark.n;
}
