import { applyEdit, CleanText, itemFields, KiranaError, type Origin, PERSON, releaseFields } from '@kirana/core';
import { z } from 'zod';
import type { Tx } from '../database/database.ts';
import type { FieldEdit } from '../database/schema.ts';
import type { TenantEvent } from '../events/event-rows.ts';
import { itemEvents } from './catalog-events.ts';
import { readItemsLocked, writeItems } from './item-rows.ts';
import { type ItemState, itemChanges, itemFromValues } from './item-state.ts';
import { mergedValues } from './merged-values.ts';
import { readAuthorities, readStatements, type SourceStatement, writeStatements } from './statement-rows.ts';

/** What a person may say of an item. It beats every provider until it is released. */
export const ItemEdit = z
  .strictObject({ ...itemFields, name: CleanText.min(1).max(500) })
  .partial()
  .meta({ id: 'ItemEdit' });
export type ItemEdit = z.infer<typeof ItemEdit>;
export type ItemEditField = keyof ItemEdit;

/** `events` are the caller's to append, last in the transaction (`appendEvents`). */
export interface ItemEditResult {
  readonly item: ItemState;
  readonly changed: readonly string[];
  readonly events: readonly TenantEvent[];
}

interface ItemTarget {
  readonly tenantId: string;
  readonly itemId: string;
}

/** Lays a person's values over what providers say. @throws NOT_FOUND */
export function editItem(
  tx: Tx,
  target: ItemTarget & { readonly fields: ItemEdit },
  origin: Origin,
  now: Date,
): Promise<ItemEditResult> {
  return restate(tx, target, now, (person) => editedStatement(target.itemId, person, target.fields, origin, now));
}

/** Gives fields back to the providers. Fields nobody edited are no error. @throws NOT_FOUND */
export function releaseItemFields(
  tx: Tx,
  target: ItemTarget & { readonly fields: readonly ItemEditField[] },
  _origin: Origin,
  now: Date,
): Promise<ItemEditResult> {
  return restate(tx, target, now, (person) => releasedStatement(person, target.fields));
}

async function restate(
  tx: Tx,
  { tenantId, itemId }: ItemTarget,
  now: Date,
  change: (person: SourceStatement | undefined) => SourceStatement | undefined,
): Promise<ItemEditResult> {
  const before = (await readItemsLocked(tx, tenantId, [itemId])).get(itemId);
  if (before === undefined) throw new KiranaError('NOT_FOUND', { itemId });
  const statements = await readStatements(tx, tenantId, 'item', [itemId]);
  const said = statements.get(itemId) ?? [];
  const person = change(said.find(({ source }) => source === PERSON));
  const others = said.filter(({ source }) => source !== PERSON);
  const authorities = await readAuthorities(tx, tenantId, statements.values());
  const next = mergedValues(person === undefined ? others : [...others, person], authorities);
  // An item that no provider states keeps what the row says for the fields the person does not.
  const values = others.length === 0 ? { ...before, ...next } : next;
  const merged = itemFromValues(before, values);
  const changed = itemChanges(before, merged);
  const after = changed.length === 0 ? before : { ...merged, updatedAt: now.toISOString() };
  if (person !== undefined) await writeStatements(tx, tenantId, 'item', [person], now);
  if (changed.length > 0) await writeItems(tx, tenantId, [{ before, after }]);
  return { item: after, changed, events: itemEvents(tenantId, after, changed) };
}

/** A person's statement with these values in it, and who said so when. */
export function editedStatement(
  entityId: string,
  person: SourceStatement | undefined,
  values: Readonly<Record<string, unknown>>,
  origin: Origin,
  now: Date,
): SourceStatement {
  const earlier = person === undefined ? undefined : { source: PERSON, rank: 0, values: person.said };
  const edit: FieldEdit = { by: origin.actor, at: now.toISOString() };
  const named = Object.keys(values).filter((field) => values[field] !== undefined);
  return {
    entityId,
    source: PERSON,
    said: applyEdit(earlier, values).values,
    edits: { ...person?.edits, ...Object.fromEntries(named.map((field) => [field, edit])) },
    marks: person?.marks ?? {},
  };
}

/** A person's statement without these fields; the row stays, saying less. */
export function releasedStatement(
  person: SourceStatement | undefined,
  fields: readonly string[],
): SourceStatement | undefined {
  if (person === undefined) return undefined;
  const left = releaseFields({ source: PERSON, rank: 0, values: person.said }, fields);
  const edits = Object.fromEntries(Object.entries(person.edits).filter(([field]) => !fields.includes(field)));
  return { ...person, said: left?.values ?? {}, edits };
}
