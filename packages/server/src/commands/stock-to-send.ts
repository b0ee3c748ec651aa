import type { Command, StockLine } from '@kirana/adapter';
import type { LoggedEvent } from '@kirana/core';
import type { Database } from '../database/database.ts';
import { newId } from '../database/new-id.ts';
import type { HostedAdapter } from '../plugins/hosted-adapter.ts';
import { insertCommands } from './command-rows.ts';
import { readProviderIds } from './item-id-rows.ts';
import {
  markStockToSend,
  readLocation,
  readOldestToSend,
  readSellable,
  readTenantsThatSend,
  type ToSend,
  takeStockToSend,
} from './stock-to-send-rows.ts';

interface Deps {
  readonly database: Database;
  readonly adapters: ReadonlyMap<string, HostedAdapter>;
  readonly now: () => Date;
}

/** Who asks for what is sent by itself. */
export const SYSTEM = 'system:commands';
/** Of a provider that does not say how many lines it takes at once. */
const MOST_LINES = 100;

/** How long a process may not know that a tenant began to send stock. */
export const KNOWN_FOR_MS = 1_000;

/** Tenants that have a connection that is told of stock, asked for now and then: most have none, and stock changes with every order. */
export function tenantsThatSend({ database, now }: Pick<Deps, 'database' | 'now'>): () => Promise<ReadonlySet<string>> {
  let known: { readonly tenants: ReadonlySet<string>; readonly untilMs: number } | undefined;
  return async () => {
    if (known === undefined || now().getTime() >= known.untilMs) {
      const tenants = await database.system((tx) => readTenantsThatSend(tx));
      known = { tenants, untilMs: now().getTime() + KNOWN_FOR_MS };
    }
    return known.tenants;
  };
}

/** Notes which positions the providers of their store are to be told of. @returns whether there is anything to send */
export async function noteChangedStock(
  { database, now }: Pick<Deps, 'database' | 'now'>,
  tenants: () => Promise<ReadonlySet<string>>,
  events: readonly LoggedEvent[],
): Promise<boolean> {
  if (!events.some(({ kind }) => kind === 'stock.changed')) return false;
  const sending = await tenants();
  const changed = events.flatMap((event) => {
    if (event.kind !== 'stock.changed' || !sending.has(event.tenantId)) return [];
    const { storeId, itemId } = event.data as { storeId: string; itemId: string };
    return [{ tenantId: event.tenantId, storeId, itemId }];
  });
  if (changed.length === 0) return false;
  return (await database.system((tx) => markStockToSend(tx, changed, now()))) > 0;
}

/**
 * Makes one command of what waited longest: what there is to sell now, however often it changed since. The marks go in the transaction that
 * brings the command. @returns whether there was any
 */
export async function makeDueCommands({ database, adapters, now }: Deps): Promise<boolean> {
  const place = await database.system((tx) => readOldestToSend(tx, now()));
  if (place === undefined) return false;
  const most = adapters.get(place.adapter)?.manifest.capabilities.commands?.['stock.set']?.mostLines ?? MOST_LINES;
  await database.tenant(place.tenantId, async (tx) => {
    const itemIds = await takeStockToSend(tx, place, most);
    const location = await readLocation(tx, place);
    if (location === undefined || itemIds.length === 0) return;
    const ids = await readProviderIds(tx, place.tenantId, place.connectionId, itemIds);
    const sellable = await readSellable(tx, place.tenantId, place.storeId, itemIds);
    const lines = sellable.flatMap(({ itemId, sellable: quantity }): StockLine[] => {
      const named = ids.get(itemId);
      const rest = { warehouse: null, quantity, on: quantity === null || quantity > 0, until: null };
      return named === undefined ? [] : [{ ...named, ...rest }];
    });
    if (lines.length > 0) await insertCommands(tx, [asRow(place, { ...setStock(location), lines }, now())]);
  });
  return true;
}

const setStock = (location: string) => ({ kind: 'stock.set', id: newId('command'), location }) as const;

const asRow = ({ tenantId, connectionId, storeId }: ToSend, command: Command, at: Date) => ({
  tenantId,
  connectionId,
  storeId,
  command,
  requestedBy: SYSTEM,
  at,
});
