import { KiranaError, type Store } from '@kirana/core';
import { type Compilable, CompiledQuery, type SqlBool, sql } from 'kysely';
import { anyOf } from '../catalog-writes/key-list-rows.ts';
import type { Tx } from '../database/database.ts';
import { storeOf } from '../identity/store-rows.ts';

/** Which items of the store to read: all, or these. */
export type ItemFilter = readonly string[] | null;

export interface StoreHead {
  readonly store: Store;
  readonly rounding: { readonly mode: 'half_up' | 'half_even' | 'down'; readonly at: 'line' | 'order' };
  readonly storeSequence: number;
  readonly merchantSequence: number;
}

/** The store and what the answer is read at. Read it in the same snapshot as the rest. @throws NOT_FOUND */
export async function readStoreHead(tx: Tx, tenantId: string, storeId: string): Promise<StoreHead> {
  const row = await tx
    .selectFrom('stores as s')
    .innerJoin('merchants as m', (join) =>
      join.onRef('m.tenant_id', '=', 's.tenant_id').onRef('m.id', '=', 's.merchant_id'),
    )
    .leftJoin('event_streams as es', (join) =>
      join.onRef('es.tenant_id', '=', 's.tenant_id').on('es.stream', '=', sql<string>`'store:' || s.id`),
    )
    .leftJoin('event_streams as em', (join) =>
      join.onRef('em.tenant_id', '=', 's.tenant_id').on('em.stream', '=', sql<string>`'merchant:' || s.merchant_id`),
    )
    .selectAll('s')
    .select(['m.rounding', 'es.last_sequence as store_sequence', 'em.last_sequence as merchant_sequence'])
    .where('s.tenant_id', '=', tenantId)
    .where('s.id', '=', storeId)
    .executeTakeFirst();
  if (row === undefined) throw new KiranaError('NOT_FOUND', { storeId });
  return {
    store: storeOf(row),
    rounding: row.rounding,
    storeSequence: row.store_sequence ?? 0,
    merchantSequence: row.merchant_sequence ?? 0,
  };
}

/** Only what a cached answer is compared with. @throws NOT_FOUND */
export async function readStoreVersion(
  tx: Tx,
  tenantId: string,
  storeId: string,
): Promise<{ merchantId: string; storeSequence: number; merchantSequence: number }> {
  const { rows } = await sql<{ merchant_id: string; store_sequence: number; merchant_sequence: number }>`
    select s.merchant_id, coalesce(es.last_sequence, 0) as store_sequence, coalesce(em.last_sequence, 0) as merchant_sequence
    from stores s
    left join event_streams es on es.tenant_id = s.tenant_id and es.stream = 'store:' || s.id
    left join event_streams em on em.tenant_id = s.tenant_id and em.stream = 'merchant:' || s.merchant_id
    where s.tenant_id = ${tenantId} and s.id = ${storeId}`.execute(tx);
  const [row] = rows;
  if (row === undefined) throw new KiranaError('NOT_FOUND', { storeId });
  return { merchantId: row.merchant_id, storeSequence: row.store_sequence, merchantSequence: row.merchant_sequence };
}

/** More events than this are not looked through: the rows are read anew. */
const MOST_MOVED = 200;
/** Events after which only the price and the switch of their subject, an item, may differ. */
const OF_LISTING = ['price.changed', 'switch.changed'];
/** After which only its stock may. */
const OF_STOCK = ['orderability.changed'];
/** After which nothing does. */
const OF_NOTHING = ['quarantine.opened'];

/** Items of which the listing, or the stock, moved. */
export interface Moved {
  readonly ofListing: readonly string[];
  readonly ofStock: readonly string[];
}

/** Items whose price, switch or stock moved since; undefined when anything else did, or too much. */
export async function movedItems(
  tx: Tx,
  tenantId: string,
  head: StoreHead,
  since: Pick<StoreHead, 'storeSequence' | 'merchantSequence'>,
): Promise<Moved | undefined> {
  const count = head.storeSequence - since.storeSequence;
  if (head.merchantSequence !== since.merchantSequence || count < 0 || count > MOST_MOVED) return undefined;
  if (count === 0) return { ofListing: [], ofStock: [] };
  const told = await tx
    .selectFrom('events')
    .select(['kind', 'subject'])
    .where('tenant_id', '=', tenantId)
    .where('stream', '=', `store:${head.store.id}`)
    .where('sequence', '>', since.storeSequence)
    .execute();
  const known = [...OF_LISTING, ...OF_STOCK, ...OF_NOTHING];
  // fewer than the sequence moved: retention took some away
  if (told.length !== count || told.some(({ kind }) => !known.includes(kind))) return undefined;
  const subjectsOf = (kinds: readonly string[]) => [
    ...new Set(told.flatMap(({ kind, subject }) => (kinds.includes(kind) ? [subject] : []))),
  ];
  return { ofListing: subjectsOf(OF_LISTING), ofStock: subjectsOf(OF_STOCK) };
}

const chosen = (column: string, items: ItemFilter) =>
  items === null
    ? sql<SqlBool>`true`
    : sql<SqlBool>`${sql.ref(column)} in (select jsonb_array_elements_text(${JSON.stringify(items)}::text::jsonb))`;

/** Times come out of JSON as text. */
type FromJson<T> = {
  readonly [K in keyof T]: T[K] extends Date ? string : T[K] extends Date | null ? string | null : T[K];
};

/**
 * Runs a query and takes its rows as one JSON value: a driver reads one text instead of thousands of cells, which for a menu of 200 items
 * was most of the time a rebuild took.
 */
async function asJson<T>(tx: Tx, query: Compilable<T>): Promise<FromJson<T>[]> {
  const { sql: text, parameters } = query.compile();
  const compiled = CompiledQuery.raw(`select coalesce(json_agg(q), '[]'::json) as rows from (${text}) q`, [
    ...parameters,
  ]);
  const { rows } = await tx.executeQuery<{ rows: FromJson<T>[] }>(compiled);
  return rows[0]?.rows ?? [];
}

const timeOf = (text: string | null): Date | null => (text === null ? null : new Date(text));

/** Items of the store that are not removed, with what differs at this store. Parents of filtered variations come along. */
export async function readItems(tx: Tx, tenantId: string, storeId: string, items: ItemFilter) {
  const query = tx
    .selectFrom('store_items as si')
    .innerJoin('catalog_items as ci', (join) =>
      join.onRef('ci.tenant_id', '=', 'si.tenant_id').onRef('ci.id', '=', 'si.item_id'),
    )
    .leftJoin('brands as b', (join) => join.onRef('b.tenant_id', '=', 'ci.tenant_id').onRef('b.id', '=', 'ci.brand_id'))
    .select([
      'ci.id',
      'ci.parent_id',
      'ci.brand_id',
      'b.name as brand_name',
      'ci.name',
      'ci.description',
      'ci.images',
      'ci.sellable',
      'ci.variation_label',
      'ci.base_unit',
      'ci.tax_code',
      'ci.diet',
      'ci.allergens',
      'ci.restrictions',
      'ci.attributes',
      'ci.translations',
      'ci.tags',
      'si.listed',
      'si.category_id',
      'si.price_minor',
      'si.list_price_minor',
      'si.currency',
      'si.per',
      'si.tax_ids',
      'si.tax_inclusive',
      'si.packing_charge_minor',
      'si.order_types',
      'si.schedule',
      'si.max_quantity',
      'si.rank',
      'si.switched_off',
      'si.switched_off_until',
    ])
    .where('si.tenant_id', '=', tenantId)
    .where('si.store_id', '=', storeId)
    .where('si.removed', '=', false)
    .where('ci.removed', '=', false)
    .where(chosen('ci.id', items))
    .orderBy('si.rank')
    .orderBy('ci.id');
  const rows = await asJson(tx, query);
  return rows.map((row) => ({ ...row, switched_off_until: timeOf(row.switched_off_until) }));
}
export type ItemRow = Awaited<ReturnType<typeof readItems>>[number];

export const readBarcodes = (tx: Tx, tenantId: string, storeId: string, items: ItemFilter) =>
  asJson(
    tx,
    tx
      .selectFrom('item_barcodes as bc')
      .innerJoin('store_items as si', (join) =>
        join.onRef('si.tenant_id', '=', 'bc.tenant_id').onRef('si.item_id', '=', 'bc.item_id'),
      )
      .select(['bc.item_id', 'bc.code', 'bc.unit'])
      .where('si.tenant_id', '=', tenantId)
      .where('si.store_id', '=', storeId)
      .where(chosen('bc.item_id', items))
      .orderBy('bc.code'),
  );

/** These categories and all above them. */
export async function readCategories(tx: Tx, tenantId: string, ids: readonly string[]) {
  if (ids.length === 0) return [];
  return tx
    .withRecursive('used(id)', (db) =>
      db
        .selectFrom('categories as c')
        .select('c.id')
        .where('c.tenant_id', '=', tenantId)
        .where('c.id', '=', anyOf(ids))
        .union(
          db
            .selectFrom('categories as c')
            .innerJoin('used as u', 'u.id', 'c.id')
            .select('c.parent_id as id')
            .where('c.tenant_id', '=', tenantId)
            .where('c.parent_id', 'is not', null)
            .$narrowType<{ id: string }>(),
        ),
    )
    .selectFrom('categories as c')
    .innerJoin('used as u', 'u.id', 'c.id')
    .select(['c.id', 'c.parent_id', 'c.name', 'c.image_url', 'c.rank', 'c.active', 'c.schedule', 'c.removed'])
    .where('c.tenant_id', '=', tenantId)
    .orderBy('c.rank')
    .orderBy('c.id')
    .execute();
}
export type CategoryRow = Awaited<ReturnType<typeof readCategories>>[number];

export async function readTaxes(tx: Tx, tenantId: string, ids: readonly string[]) {
  if (ids.length === 0) return [];
  return tx
    .selectFrom('taxes as t')
    .select([
      't.id',
      't.name',
      't.component',
      't.amount',
      't.inclusive',
      't.base',
      't.order_types',
      't.valid_from',
      't.rank',
      't.active',
    ])
    .where('t.tenant_id', '=', tenantId)
    .where('t.removed', '=', false)
    .where('t.id', '=', anyOf(ids))
    .orderBy('t.rank')
    .orderBy('t.id')
    .execute();
}
export type TaxRow = Awaited<ReturnType<typeof readTaxes>>[number];

export const readCharges = (tx: Tx, tenantId: string, storeId: string) =>
  tx
    .selectFrom('charges')
    .select(['id', 'purpose', 'name', 'scope', 'amount', 'base', 'order_types', 'tax_ids', 'active'])
    .where('tenant_id', '=', tenantId)
    .where('store_id', '=', storeId)
    .where('removed', '=', false)
    .orderBy('id')
    .execute();
export type ChargeRow = Awaited<ReturnType<typeof readCharges>>[number];

export const readItemGroups = (tx: Tx, tenantId: string, storeId: string, items: ItemFilter) =>
  asJson(
    tx,
    tx
      .selectFrom('item_modifier_groups as ig')
      .innerJoin('store_items as si', (join) =>
        join.onRef('si.tenant_id', '=', 'ig.tenant_id').onRef('si.item_id', '=', 'ig.item_id'),
      )
      .innerJoin('modifier_groups as g', (join) =>
        join.onRef('g.tenant_id', '=', 'ig.tenant_id').onRef('g.id', '=', 'ig.group_id'),
      )
      .select([
        'ig.item_id',
        'ig.group_id',
        'ig.min',
        'ig.max',
        'ig.rank',
        'g.name as group_name',
        'g.rank as group_rank',
      ])
      .where('si.tenant_id', '=', tenantId)
      .where('si.store_id', '=', storeId)
      .where('si.removed', '=', false)
      .where('g.removed', '=', false)
      .where(chosen('ig.item_id', items))
      .orderBy('ig.rank')
      .orderBy('ig.group_id'),
  );
export type ItemGroupRow = Awaited<ReturnType<typeof readItemGroups>>[number];

/** Options of groups as they are at the store; an option the store says nothing of is not there. */
export async function readOptions(tx: Tx, tenantId: string, storeId: string, groupIds: readonly string[]) {
  if (groupIds.length === 0) return [];
  const query = tx
    .selectFrom('modifier_options as o')
    .innerJoin('store_modifier_options as so', (join) =>
      join.onRef('so.tenant_id', '=', 'o.tenant_id').onRef('so.option_id', '=', 'o.id'),
    )
    .select([
      'o.id',
      'o.group_id',
      'o.name',
      'o.item_id',
      'o.diet',
      'o.rank',
      'so.listed',
      'so.price_minor',
      'so.switched_off',
      'so.switched_off_until',
    ])
    .where('o.tenant_id', '=', tenantId)
    .where('so.store_id', '=', storeId)
    .where('o.removed', '=', false)
    .where(chosen('o.group_id', groupIds))
    .orderBy('o.rank')
    .orderBy('o.id');
  const rows = await asJson(tx, query);
  return rows.map((row) => ({ ...row, switched_off_until: timeOf(row.switched_off_until) }));
}
export type OptionRow = Awaited<ReturnType<typeof readOptions>>[number];

export interface PageFilter {
  readonly after: string | null;
  readonly limit: number;
  readonly categoryId?: string | undefined;
  readonly listed?: boolean | undefined;
  readonly nameContains?: string | undefined;
}

/** Ids of the next page of top-level items, by id. */
export async function pageOfItems(tx: Tx, tenantId: string, storeId: string, filter: PageFilter): Promise<string[]> {
  let query = tx
    .selectFrom('store_items as si')
    .innerJoin('catalog_items as ci', (join) =>
      join.onRef('ci.tenant_id', '=', 'si.tenant_id').onRef('ci.id', '=', 'si.item_id'),
    )
    .select('si.item_id')
    .where('si.tenant_id', '=', tenantId)
    .where('si.store_id', '=', storeId)
    .where('si.removed', '=', false)
    .where('ci.removed', '=', false)
    .where('ci.parent_id', 'is', null)
    .orderBy('si.item_id')
    .limit(filter.limit);
  if (filter.after !== null) query = query.where('si.item_id', '>', filter.after);
  if (filter.categoryId !== undefined) query = query.where('si.category_id', '=', filter.categoryId);
  if (filter.listed !== undefined) query = query.where('si.listed', '=', filter.listed);
  if (filter.nameContains !== undefined) {
    query = query.where(sql<SqlBool>`position(lower(${filter.nameContains}) in lower(ci.name)) > 0`);
  }
  return (await query.execute()).map((row) => row.item_id);
}

/** The item itself with its variations, or with its parent when it is one. */
export async function familyOf(tx: Tx, tenantId: string, itemIds: readonly string[]): Promise<string[]> {
  const ids = JSON.stringify(itemIds);
  const { rows } = await sql<{ id: string }>`
    with asked as (select jsonb_array_elements_text(${ids}::text::jsonb) as id),
    tops as (select coalesce(ci.parent_id, ci.id) as id from catalog_items ci join asked a on a.id = ci.id where ci.tenant_id = ${tenantId})
    select id from tops
    union select ci.id from catalog_items ci join tops t on t.id = ci.parent_id where ci.tenant_id = ${tenantId}`.execute(
    tx,
  );
  return rows.map((row) => row.id);
}

/** What the connection calls by this external id. */
export async function itemByExternalId(
  tx: Tx,
  tenantId: string,
  connectionId: string,
  externalId: string,
): Promise<string | undefined> {
  const row = await tx
    .selectFrom('source_mappings')
    .select('entity_id')
    .where('tenant_id', '=', tenantId)
    .where('connection_id', '=', connectionId)
    .where('entity_kind', '=', 'item')
    .where('external_id', '=', externalId)
    .where('removed', '=', false)
    .executeTakeFirst();
  return row?.entity_id;
}
