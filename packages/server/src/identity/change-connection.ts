import { type Connection, type connectionFields, KiranaError } from '@kirana/core';
import { KNOWN_FOR_MS } from '../commands/stock-to-send.ts';
import { dropStockToSend, markAllStockToSend } from '../commands/stock-to-send-rows.ts';
import { newId } from '../database/new-id.ts';
import type { Call } from '../http/route.ts';
import { findConnection, insertConnection, lockConnection, updateConnection } from './connection-rows.ts';
import { edited } from './edited.ts';
import type { IdentityDeps } from './identity-deps.ts';
import { forgetContent } from './mapping-rows.ts';
import { findMerchant } from './merchant-rows.ts';
import { adapterOf, checkSettings } from './settings.ts';
import { findSource } from './source-rows.ts';

type Editable = Pick<Connection, keyof typeof connectionFields>;
export type NewConnection = Editable & Pick<Connection, 'sourceId' | 'merchantId' | 'account'>;
export type ConnectionEdit = { readonly [K in keyof Editable]?: Editable[K] | undefined } & {
  readonly status?: 'active' | 'paused' | undefined;
};
type Deps = Pick<IdentityDeps, 'database' | 'adapters' | 'now'>;

const nextPull = (pullEveryMinutes: number | null, at: Date): string | null =>
  pullEveryMinutes === null ? null : new Date(at.getTime() + pullEveryMinutes * 60_000).toISOString();

/** Never inside a transaction: the adapter may be in another process. @throws ADAPTER_UNKNOWN, SETTINGS_INVALID, CAPABILITY_MISSING */
async function checkAgainstAdapter(
  deps: Deps,
  connection: Pick<Connection, 'adapter' | 'settings' | 'pullEveryMinutes' | 'sendsStock' | 'sendsStoreStatus'>,
): Promise<void> {
  const adapter = adapterOf(deps.adapters, connection.adapter);
  await checkSettings(adapter, 'connection', connection.settings);
  if (connection.pullEveryMinutes !== null && adapter.pull === undefined) {
    throw new KiranaError('CAPABILITY_MISSING', { adapter: connection.adapter, capability: 'pull' });
  }
  const { commands = {} } = adapter.manifest.capabilities;
  const sends = { 'stock.set': connection.sendsStock, 'store.status': connection.sendsStoreStatus };
  for (const kind of ['stock.set', 'store.status'] as const) {
    if (sends[kind] && commands[kind] === undefined) {
      throw new KiranaError('CAPABILITY_MISSING', { adapter: connection.adapter, capability: kind });
    }
  }
}

/** @throws NOT_FOUND, ALREADY_EXISTS, SETTINGS_INVALID, CAPABILITY_MISSING */
export async function addConnection(
  deps: Deps,
  { tenantId, keepAnswer }: Pick<Call, 'tenantId' | 'keepAnswer'>,
  given: NewConnection,
): Promise<Connection> {
  const source = await deps.database.tenant(tenantId, (tx) => findSource(tx, tenantId, given.sourceId));
  if (source === undefined) throw new KiranaError('NOT_FOUND', { sourceId: given.sourceId });
  await checkAgainstAdapter(deps, { ...given, adapter: source.adapter });
  return deps.database.tenant(tenantId, async (tx) => {
    const merchant = await findMerchant(tx, tenantId, null, given.merchantId);
    if (merchant === undefined) throw new KiranaError('NOT_FOUND', { merchantId: given.merchantId });
    const at = deps.now();
    const connection: Connection = {
      id: newId('connection'),
      ...given,
      adapter: source.adapter,
      status: 'active',
      statusReason: null,
      pullHeldReason: null,
      nextPullAt: nextPull(given.pullEveryMinutes, at),
      createdAt: at.toISOString(),
      updatedAt: at.toISOString(),
    };
    const isNew = await insertConnection(tx, tenantId, connection);
    if (!isNew) throw new KiranaError('ALREADY_EXISTS', { sourceId: given.sourceId, account: given.account });
    return keepAnswer(tx, connection);
  });
}

/** Making it active also ends a hold of ours, and so do new settings a hold of its pulls. @throws NOT_FOUND, SETTINGS_INVALID, CAPABILITY_MISSING */
export async function editConnection(
  deps: Deps,
  tenantId: string,
  connectionId: string,
  edit: ConnectionEdit,
): Promise<Connection> {
  const { settings, pullEveryMinutes, sendsStock, sendsStoreStatus } = edit;
  if ([settings, pullEveryMinutes, sendsStock, sendsStoreStatus].some((given) => given !== undefined)) {
    const present = await readConnection(deps, tenantId, connectionId, null);
    await checkAgainstAdapter(deps, edited<Connection>(present, edit));
  }
  return deps.database.tenant(tenantId, async (tx) => {
    const before = await lockConnection(tx, tenantId, connectionId);
    if (before === undefined) throw new KiranaError('NOT_FOUND', { connectionId });
    const at = deps.now();
    const connection: Connection = {
      ...edited<Connection>(before, edit),
      ...(edit.status === undefined ? {} : { statusReason: null }),
      ...(edit.status === 'active' || edit.settings !== undefined ? { pullHeldReason: null } : {}),
      ...(edit.pullEveryMinutes === undefined ? {} : { nextPullAt: nextPull(edit.pullEveryMinutes, at) }),
      updatedAt: at.toISOString(),
    };
    await updateConnection(tx, tenantId, connection);
    if (connection.sendsStock && !before.sendsStock) {
      // later by more than it takes every process to know: no change in between is missed
      await markAllStockToSend(tx, tenantId, connectionId, new Date(at.getTime() + 2 * KNOWN_FOR_MS));
    }
    if (!connection.sendsStock && before.sendsStock) await dropStockToSend(tx, tenantId, connectionId);
    if (edit.rank !== undefined || edit.authority !== undefined) await forgetContent(tx, tenantId, connectionId);
    return connection;
  });
}

/** @throws NOT_FOUND */
export async function readConnection(
  deps: Pick<Deps, 'database'>,
  tenantId: string,
  connectionId: string,
  boundTo: string | null,
): Promise<Connection> {
  const found = await deps.database.tenant(tenantId, (tx) => findConnection(tx, tenantId, connectionId, boundTo));
  if (found === undefined) throw new KiranaError('NOT_FOUND', { connectionId });
  return found;
}
