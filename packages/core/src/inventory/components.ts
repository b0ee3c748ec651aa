import { MAX_QUANTITY } from './quantity.ts';

/** Base units of an item that one unit of something else takes. */
export interface Need {
  readonly itemId: string;
  readonly quantity: number;
}

/** What items are put together from; an item that is not in it is its own stock. */
export type ComponentsOf = ReadonlyMap<string, readonly Need[]>;

/** Bundles of bundles: no deeper than this. */
export const MAX_COMPONENT_DEPTH = 8;

/** Different items one line may take. */
export const MAX_NEEDS = 200;

/** Parts looked at for one line: bundles that share parts could otherwise cost without end. */
const MAX_VISITS = 10_000;

/** Why components make no sense: with the item at which it was seen. */
export interface ComponentsProblem {
  readonly kind: 'cycle' | 'too_deep' | 'too_many';
  readonly itemId: string;
}

export type Exploded =
  | { readonly ok: true; readonly needs: readonly Need[] }
  | { readonly ok: false; readonly problem: ComponentsProblem };

interface Explosion {
  readonly components: ComponentsOf;
  readonly sums: Map<string, number>;
  visits: number;
}

function addNeeds(
  itemId: string,
  quantity: number,
  path: readonly string[],
  explosion: Explosion,
): ComponentsProblem | undefined {
  const { components, sums } = explosion;
  explosion.visits += 1;
  if (explosion.visits > MAX_VISITS) return { kind: 'too_many', itemId };
  const parts = components.get(itemId);
  if (parts === undefined || parts.length === 0) {
    const sum = (sums.get(itemId) ?? 0) + quantity;
    sums.set(itemId, sum);
    return sum > MAX_QUANTITY || sums.size > MAX_NEEDS ? { kind: 'too_many', itemId } : undefined;
  }
  if (path.includes(itemId)) return { kind: 'cycle', itemId };
  if (path.length >= MAX_COMPONENT_DEPTH) return { kind: 'too_deep', itemId };
  const inner = [...path, itemId];
  for (const part of parts) {
    const problem = addNeeds(part.itemId, quantity * part.quantity, inner, explosion);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

/**
 * The stock that one unit of something takes: bundles and chosen modifiers taken apart down to what is kept, summed per item, in the
 * order of item ids. `things` is the item itself and the items its chosen modifiers are, with their number per unit of the line.
 */
export function explode(things: readonly Need[], components: ComponentsOf): Exploded {
  const sums = new Map<string, number>();
  const explosion: Explosion = { components, sums, visits: 0 };
  for (const { itemId, quantity } of things) {
    const problem = addNeeds(itemId, quantity, [], explosion);
    if (problem !== undefined) return { ok: false, problem };
  }
  const needs = [...sums].map(([itemId, quantity]) => ({ itemId, quantity }));
  return { ok: true, needs: needs.sort((a, b) => (a.itemId < b.itemId ? -1 : 1)) };
}

/** The needs of lines summed per item: what all of them together take. Needs of one line name each item once. */
export function sumNeeds(
  lines: readonly { readonly quantity: number; readonly needs: readonly Need[] }[],
): readonly Need[] {
  const [first] = lines;
  if (first === undefined) return [];
  const times = (quantity: number) => (need: Need) => ({ itemId: need.itemId, quantity: quantity * need.quantity });
  // Most orders are one line: nothing to add up.
  if (lines.length === 1) return first.needs.map(times(first.quantity));
  const sums = new Map<string, number>();
  for (const { quantity, needs } of lines) {
    for (const need of needs) sums.set(need.itemId, (sums.get(need.itemId) ?? 0) + quantity * need.quantity);
  }
  return [...sums].map(([itemId, quantity]) => ({ itemId, quantity }));
}

/** How much of an item there is in a list of needs. */
export const quantityOf = (needs: readonly Need[], itemId: string): number =>
  needs.find((need) => need.itemId === itemId)?.quantity ?? 0;
