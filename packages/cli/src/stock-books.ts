import { type components, KiranaApiError, type KiranaClient } from '@kirana/sdk';
import { bad, countText, type Finding, fine, looked, MOST_COUNTED, once, tally } from './finding.ts';

type LedgerFinding = components['schemas']['LedgerFinding'];

export interface CheckedBooks {
  readonly positions: number;
  readonly entries: number;
  /** All that was found, also what is not in `findings`. */
  readonly found: number;
  readonly findings: readonly LedgerFinding[];
  /** False: it stopped before the end. */
  readonly isWhole: boolean;
}

/** Positions in one call: a page of hot items has many entries. */
const POSITIONS_A_CALL = 100;
const CALL = { retries: 0, timeoutMs: 120_000 } as const;
/** More findings than this say no more. */
const MOST_FINDINGS = 200;

/** Has the server recompute a store, page by page. Stops early at `untilMs`, or when enough was found. */
export async function checkBooks(
  kirana: KiranaClient,
  storeId: string,
  { untilMs = Number.POSITIVE_INFINITY, itemId }: { untilMs?: number; itemId?: string | undefined } = {},
): Promise<CheckedBooks> {
  const sum = { positions: 0, entries: 0, found: 0 };
  const findings: LedgerFinding[] = [];
  let cursor: string | undefined;
  do {
    const only = { ...(cursor === undefined ? {} : { cursor }), ...(itemId === undefined ? {} : { itemId }) };
    const query = { limit: POSITIONS_A_CALL, ...only };
    const page = await kirana.get('/v1/stores/{storeId}/stock/check', {
      ...CALL,
      params: { path: { storeId }, query },
    });
    findings.push(...page.items);
    sum.positions += page.positions;
    sum.entries += page.entries;
    sum.found += page.found;
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined && Date.now() < untilMs && findings.length < MOST_FINDINGS);
  return { ...sum, findings, isWhole: cursor === undefined };
}

const storesOf = async (kirana: KiranaClient) =>
  (await kirana.get('/v1/stores', { ...once, params: { query: { limit: MOST_COUNTED } } })).items;

/** All stores together take no longer than this: the rest is for `kirana stock check`. */
const BOOKS_MS = 60_000;

/** Another key than one that may see stock is no fault. */
const lookedAtStock = (name: string, look: () => Promise<Finding>): Promise<Finding> =>
  looked(name, async () => {
    try {
      return await look();
    } catch (error) {
      if (!(error instanceof KiranaApiError && error.status === 403)) throw error;
      return fine(name, 'not looked at: that takes a key with inventory:read');
    }
  });

const where = (findings: readonly LedgerFinding[]): string => {
  const [first] = findings;
  return first === undefined ? '' : `, as ${first.itemId}: ${first.what}`;
};

/** Balances recomputed from entries and compared with positions, holds and stream. */
const checkLedgers = (kirana: KiranaClient): Promise<Finding> =>
  lookedAtStock('stock', async () => {
    const stores = await storesOf(kirana);
    const untilMs = Date.now() + BOOKS_MS;
    const all: (CheckedBooks & { storeId: string })[] = [];
    for (const { id: storeId } of stores) {
      if (Date.now() >= untilMs) break;
      all.push({ storeId, ...(await checkBooks(kirana, storeId, { untilMs })) });
    }
    const positions = all.reduce((sum, of) => sum + of.positions, 0);
    const entries = all.reduce((sum, of) => sum + of.entries, 0);
    const isWhole = all.length === stores.length && all.every((of) => of.isWhole);
    const rest = isWhole ? '' : '; not all of it: kirana stock check looks at a whole store';
    const looked = `${positions} positions recomputed from ${entries} entries${rest}`;
    const faulty = all.filter(({ findings }) => findings.some(({ severity }) => severity === 'fault'));
    const faults = all.flatMap(({ findings }) => findings.filter(({ severity }) => severity === 'fault'));
    const apart = all.filter(({ findings }) => findings.some(({ severity }) => severity === 'notice'));
    if (faulty[0] !== undefined) {
      const which = tally(faults.map(({ code }) => code));
      return bad('stock', `${looked}; ${which}${where(faults)}`, `See kirana stock check ${faulty[0].storeId}.`);
    }
    if (apart[0] === undefined) return fine('stock', looked);
    const notices = apart.flatMap(({ findings }) => findings);
    const detail = `${looked}, all sound; ${notices.length} of them not as their provider says`;
    return { ...fine('stock', detail), next: `See kirana stock reconcile ${apart[0].storeId}.` };
  });

/** Menus compared: whole ones are large. */
const MOST_MENUS = 20;
const TRIES = 3;
const STOCK_REASONS: ReadonlySet<string> = new Set(['OUT_OF_STOCK', 'STOCK_BLOCKED', 'STOCK_STALE']);

type Judged = Pick<components['schemas']['Orderability'], 'orderable' | 'reasons' | 'maxQuantity'>;

const codesOf = ({ reasons }: Judged, withStock: boolean): string =>
  reasons
    .map(({ code }) => code)
    .filter((code) => withStock || !STOCK_REASONS.has(code))
    .sort()
    .join(' ');

/** Items that the kept menu judges otherwise than a fresh answer of the same version; undefined: no two of one version were heard. */
async function menuApart(kirana: KiranaClient, storeId: string): Promise<string[] | undefined> {
  const params = { path: { storeId } };
  let apart: string[] | undefined;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const menu = await kirana.get('/v1/stores/{storeId}/catalog', { ...CALL, params });
    const fresh = await kirana.get('/v1/stores/{storeId}/orderability', { ...CALL, params });
    if (menu.version !== fresh.version) continue;
    const kept = new Map<string, Judged>();
    for (const item of menu.items) {
      for (const one of [item, ...item.variations]) kept.set(one.id, one.availability);
    }
    apart = fresh.items.flatMap((item) => {
      const known = kept.get(item.itemId);
      if (known === undefined) return [];
      // a menu that did not look at stock says so by having no maximum
      const withStock = known.maxQuantity !== undefined;
      return codesOf(known, withStock) === codesOf(item, withStock) ? [] : [item.itemId];
    });
    if (apart.length === 0) return apart;
  }
  return apart;
}

/** What is kept of menus against what would be answered now. */
const checkMenus = (kirana: KiranaClient): Promise<Finding> =>
  lookedAtStock('menus', async () => {
    const stores = (await storesOf(kirana)).slice(0, MOST_MENUS);
    const apart: { readonly storeId: string; readonly itemIds: readonly string[] }[] = [];
    let compared = 0;
    for (const { id: storeId } of stores) {
      const itemIds = await menuApart(kirana, storeId);
      if (itemIds === undefined) continue;
      compared += 1;
      if (itemIds.length > 0) apart.push({ storeId, itemIds });
    }
    const detail = `${countText(compared)} compared with orderability as it is now`;
    const [first] = apart;
    if (first === undefined) return fine('menus', detail);
    return bad(
      'menus',
      `${detail}; ${apart.flatMap(({ itemIds }) => itemIds).length} items differ, as ${first.itemIds[0]}`,
      `See kirana explain ${first.storeId} ${first.itemIds[0]}; what is kept of a menu is made anew with the next change of the store.`,
    );
  });

/** The ledger against itself, the stream and the menus. */
export const checkStockBooks = (kirana: KiranaClient): Promise<Finding>[] => [checkLedgers(kirana), checkMenus(kirana)];
