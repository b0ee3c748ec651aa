import { KiranaError, type Origin, PERSON, Price, Switch, storeItemFields } from '@kirana/core';
import { z } from 'zod';
import type { Tx } from '../database/database.ts';
import type { TenantEvent } from '../events/event-rows.ts';
import { storeItemEvents } from './catalog-events.ts';
import { editedStatement, releasedStatement } from './edit-item.ts';
import { mergedValues } from './merged-values.ts';
import { atStore, readAuthorities, readStatements, type SourceStatement, writeStatements } from './statement-rows.ts';
import { unknownReferences } from './store-item-reference-rows.ts';
import { readStoreItemsLocked, writeStoreItems } from './store-item-rows.ts';
import { PRICE_FIELDS, type StoreItemState, storeItemChanges, storeItemFromValues } from './store-item-state.ts';
import { type TimerChange, writeTimers } from './timer-rows.ts';

/** What a person may say of an item at a store. The switch is a fact of the moment: a newer one from anybody moves it again. */
export const StoreItemEdit = z
  .strictObject({
    ...storeItemFields,
    price: Price.omit({ currency: true }),
    switch: Switch,
  })
  .partial()
  .meta({ id: 'StoreItemEdit' });
export type StoreItemEdit = z.infer<typeof StoreItemEdit>;
export type StoreItemEditField = Exclude<keyof StoreItemEdit, 'switch'>;

/** `events` are the caller's to append, last in the transaction (`appendEvents`). */
export interface StoreItemEditResult {
  readonly storeItem: StoreItemState;
  readonly changed: readonly string[];
  readonly events: readonly TenantEvent[];
}

interface StoreItemTarget {
  readonly tenantId: string;
  readonly storeId: string;
  readonly itemId: string;
}

/** Lays a person's values over what providers say of an item at a store, and moves its switch. @throws NOT_FOUND */
export async function editStoreItem(
  tx: Tx,
  target: StoreItemTarget & { readonly fields: StoreItemEdit },
  origin: Origin,
  now: Date,
): Promise<StoreItemEditResult> {
  const { switch: moved, price, ...plain } = target.fields;
  const named = [...(plain.categoryId == null ? [] : [plain.categoryId]), ...(plain.taxIds ?? [])];
  const [unknown] = await unknownReferences(tx, target.tenantId, target.storeId, named);
  if (unknown !== undefined) throw new KiranaError('NOT_FOUND', { id: unknown });
  const values = { ...plain, ...(price === undefined ? {} : statedPrice(price)) };
  const entityId = atStore(target.storeId, target.itemId);
  const result = await restate(tx, target, now, moved, (person) => {
    const edited = editedStatement(entityId, person, values, origin, now);
    if (moved === undefined) return edited;
    return { ...edited, edits: { ...edited.edits, switch: { by: origin.actor, at: now.toISOString() } } };
  });
  if (moved !== undefined) {
    const dueAt = moved.on ? null : moved.until;
    const timer: TimerChange = { storeId: target.storeId, kind: 'item_switch', subject: target.itemId, dueAt };
    await writeTimers(tx, target.tenantId, [timer]);
  }
  return result;
}

/** Gives fields back to the providers. @throws NOT_FOUND */
export function releaseStoreItemFields(
  tx: Tx,
  target: StoreItemTarget & { readonly fields: readonly StoreItemEditField[] },
  _origin: Origin,
  now: Date,
): Promise<StoreItemEditResult> {
  const fields = target.fields.flatMap((field) => (field === 'price' ? PRICE_FIELDS : [field]));
  return restate(tx, target, now, undefined, (person) => releasedStatement(person, fields));
}

/** All of a price: a person who gives a price without a list price means that there is none. */
const statedPrice = ({ priceMinor, per, listPriceMinor }: Omit<Price, 'currency'>) => ({
  priceMinor,
  per,
  listPriceMinor: listPriceMinor ?? null,
});

async function restate(
  tx: Tx,
  { tenantId, storeId, itemId }: StoreItemTarget,
  now: Date,
  moved: Switch | undefined,
  change: (person: SourceStatement | undefined) => SourceStatement | undefined,
): Promise<StoreItemEditResult> {
  const before = (await readStoreItemsLocked(tx, tenantId, storeId, [itemId])).get(itemId);
  if (before === undefined) throw new KiranaError('NOT_FOUND', { storeId, itemId });
  const entityId = atStore(storeId, itemId);
  const statements = await readStatements(tx, tenantId, 'store_item', [entityId]);
  const said = statements.get(entityId) ?? [];
  const person = change(said.find(({ source }) => source === PERSON));
  const others = said.filter(({ source }) => source !== PERSON);
  const authorities = await readAuthorities(tx, tenantId, statements.values());
  const next = mergedValues(person === undefined ? others : [...others, person], authorities);
  const values = others.length === 0 ? { ...before, ...next } : next;
  const merged = storeItemFromValues({ ...before, switch: moved ?? before.switch }, values);
  const changed = storeItemChanges(before, merged);
  const after = changed.length === 0 ? before : { ...merged, updatedAt: now.toISOString() };
  if (person !== undefined) await writeStatements(tx, tenantId, 'store_item', [person], now);
  if (changed.length > 0) await writeStoreItems(tx, tenantId, [after]);
  return { storeItem: after, changed, events: storeItemEvents(tenantId, after, changed) };
}
