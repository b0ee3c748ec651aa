import { KiranaError } from '@kirana/core';
import { type CallableConnection, readCallableConnection } from '../gateway/source-rows.ts';
import type { HostedAdapter } from '../plugins/hosted-adapter.ts';
import type { UploadDeps } from './upload-deps.ts';

/** Where a file goes, and what cuts it. */
export interface UploadPlace {
  readonly connection: CallableConnection;
  readonly location: string;
  readonly storeId: string | null;
  readonly adapter: HostedAdapter;
  readonly endpoint: string;
  readonly mediaTypes: readonly string[];
}

const wrongLocation = (message: string) =>
  new KiranaError('REQUEST_INVALID', {}, { problems: [{ path: '/query/location', message }] });

function locationIn({ stores }: CallableConnection, named: string | undefined): string {
  const known = [...stores.keys()];
  if (named !== undefined && stores.has(named)) return named;
  if (named !== undefined) throw wrongLocation(`the connection has no such location; it has: ${known.join(', ')}`);
  const [only, ...more] = known;
  if (only === undefined) throw wrongLocation('the connection has no location yet: link one to a store');
  if (more.length > 0) throw wrongLocation(`name one of the locations of the connection: ${known.join(', ')}`);
  return only;
}

/**
 * @param storeId set: the caller may only reach this store
 * @throws NOT_FOUND, ADAPTER_UNKNOWN, CAPABILITY_MISSING, CONNECTION_PAUSED, REQUEST_INVALID
 */
export async function findPlace(
  { database, adapters }: Pick<UploadDeps, 'database' | 'adapters'>,
  tenantId: string,
  connectionId: string,
  named: string | undefined,
  storeId: string | null = null,
): Promise<UploadPlace> {
  const connection = await database.tenant(tenantId, (tx) => readCallableConnection(tx, tenantId, connectionId));
  if (connection === undefined) throw new KiranaError('NOT_FOUND');
  if (storeId !== null && ![...connection.stores.values()].includes(storeId)) throw new KiranaError('NOT_FOUND');
  const adapter = adapters.get(connection.adapter);
  if (adapter === undefined) throw new KiranaError('ADAPTER_UNKNOWN', { adapter: connection.adapter });
  const { upload } = adapter.manifest.capabilities;
  if (upload === undefined) throw new KiranaError('CAPABILITY_MISSING', { capability: 'upload' });
  if (connection.status !== 'active') throw new KiranaError('CONNECTION_PAUSED', { status: connection.status });
  const location = locationIn(connection, named);
  const store = connection.stores.get(location) ?? null;
  if (storeId !== null && store !== storeId) throw new KiranaError('NOT_FOUND');
  return { connection, location, storeId: store, adapter, endpoint: upload.endpoint, mediaTypes: upload.mediaTypes };
}

/** The type without its parameters. @throws UPLOAD_TYPE_UNSUPPORTED */
export function checkMediaType({ mediaTypes }: Pick<UploadPlace, 'mediaTypes'>, given: string | undefined): string {
  const type = given?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (mediaTypes.includes(type)) return type;
  throw new KiranaError('UPLOAD_TYPE_UNSUPPORTED', { type: type.slice(0, 100), mediaTypes: [...mediaTypes] });
}
