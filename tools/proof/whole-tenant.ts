import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { demoMenu, startProvider } from '../../packages/adapters/petpooja/src/simulator/index.ts';
import { simulator as square } from '../../packages/adapters/square/src/simulator/index.ts';
import type { RunningServer } from '../../packages/server/src/index.ts';
import { eventually } from './eventually.ts';
import { drained, makeShop, openShop, type ProofShop, pushMenu } from './proof-shop.ts';

/** One id of each kind, by the name of the parameter or field that takes it. */
export type Ids = Readonly<Record<string, string>>;

export interface WholeTenant {
  readonly shop: ProofShop;
  /** Another store of the same tenant, with a connection of its own. */
  readonly other: Omit<ProofShop, 'tenantId'>;
  readonly ids: Ids;
  close(): Promise<void>;
}

/** Takes webhooks of ours and says yes. */
async function startReceiver() {
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(204).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const first = <T>(items: readonly T[], what: string): T => {
  const [item] = items;
  if (item === undefined) throw new Error(`there is no ${what}`);
  return item;
};

/** PetPooja sends no barcodes, so nothing it sends looks like something else: the one thing that is put in from inside. */
async function insertMatch(server: RunningServer, shop: ProofShop, itemIds: readonly string[]): Promise<string> {
  const [entityId = '', candidate = ''] = itemIds;
  const id = `mat_${entityId.slice(4)}`;
  await server.database.tenant(shop.tenantId, (tx) =>
    tx
      .insertInto('mapping_matches')
      .values({
        tenant_id: shop.tenantId,
        id,
        connection_id: shop.connectionId,
        entity_kind: 'item',
        external_id: 'looks-alike',
        entity_id: entityId,
        candidates: JSON.stringify([candidate]),
        reason: 'barcode',
        status: 'open',
        created_at: new Date(),
      })
      .execute(),
  );
  return id;
}

const RESERVATION = 'order-of-the-tenant';
const WEEK_MS = 7 * 86_400_000;

/** Put in from inside: whether the shop takes orders hangs on the time of day. It holds nothing. */
async function insertReservation(server: RunningServer, { tenantId, storeId }: ProofShop): Promise<string> {
  const expires = new Date(Date.now() + WEEK_MS);
  await server.database.tenant(tenantId, (tx) =>
    tx
      .insertInto('reservations')
      .values({
        tenant_id: tenantId,
        id: RESERVATION,
        store_id: storeId,
        holder: 'key_of_the_proof',
        hash: 'none',
        lines: '[]',
        shortfalls: '[]',
        made_at: new Date(),
        first_expires_at: expires,
        expires_at: expires,
        status: 'held',
      })
      .execute(),
  );
  return RESERVATION;
}

/** A provider that is told of stock, with one command it was given. */
async function addToldProvider({ client, merchantId, storeId }: ProofShop, itemId: string) {
  const provider = await square.start();
  const { account, locations, sourceSettings, connectionSettings, secrets } = provider.installation;
  const { source } = await client.post('/v1/sources', {
    body: { adapter: 'square', name: 'Told', settings: { ...sourceSettings } as never, secrets: { ...secrets } },
  });
  const connection = await client.post('/v1/connections', {
    body: { sourceId: source.id, merchantId, account, name: 'Told', settings: { ...connectionSettings } as never },
  });
  const path = { connectionId: connection.id };
  await client.put('/v1/connections/{connectionId}/locations', {
    params: { path },
    body: { location: first(locations, 'location'), storeId },
  });
  const mapping = { entityKind: 'item', externalId: 'VRHONEY', entityId: itemId } as const;
  await client.put('/v1/connections/{connectionId}/mappings', { params: { path }, body: mapping });
  const made = await client.post('/v1/connections/{connectionId}/commands', {
    params: { path },
    body: { kind: 'stock.set', storeId, lines: [{ itemId, quantity: 5, on: true, warehouse: null, until: null }] },
  });
  const commandId = first(made.items, 'command').id;
  await eventually(async () => {
    const command = await client.get('/v1/commands/{commandId}', { params: { path: { commandId } } });
    if (command.status !== 'done') throw new Error(`${command.status}: ${command.detail}`);
  });
  return { ids: { toldConnectionId: connection.id, commandId }, close: () => provider.close() };
}

/** A connection that files come to, with one that came. */
async function addFile({ client, merchantId, storeId }: ProofShop) {
  const { source } = await client.post('/v1/sources', {
    body: { adapter: 'csv', name: 'Files' },
  });
  const settings = { format: 'json', columns: { externalId: 'code', name: 'name' } };
  const connection = await client.post('/v1/connections', {
    body: { sourceId: source.id, merchantId, account: 'files', name: 'Files', settings },
  });
  const path = { connectionId: connection.id };
  await client.put('/v1/connections/{connectionId}/locations', {
    params: { path },
    body: { location: 'files', storeId },
  });
  const file = JSON.stringify([{ code: 'F-1', name: 'From a file' }]);
  const upload = await client.uploads.create(connection.id, file, { contentType: 'application/json' });
  return { fileConnectionId: connection.id, uploadId: upload.id };
}

/** A tenant that has at least one of everything the API can name. */
export async function makeWholeTenant(server: RunningServer, restaurant: string): Promise<WholeTenant> {
  const receiver = await startReceiver();
  const menu = demoMenu({ items: 12, restaurant });
  const provider = await startProvider({ menu });
  const shop = await makeShop(server, { menu, fetchMenuUrl: provider.fetchMenuUrl });
  const { client, simulator, connectionId, storeId } = shop;
  const subscribed = await client.post('/v1/subscriptions', {
    body: { url: receiver.url, kinds: ['price.changed', 'switch.changed'] },
  });
  const subscriptionId = subscribed.subscription.id;
  const catalog = await pushMenu(shop);
  const [dish, badName] = menu.items.filter(({ variation }) => variation.length === 0);
  if (dish === undefined || badName === undefined) throw new Error('the menu is too small');
  const sync = await client.post('/v1/connections/{connectionId}/syncs', { params: { path: { connectionId } } });
  await eventually(async () => {
    const { status } = await client.get('/v1/syncs/{syncId}', { params: { path: { syncId: sync.id } } });
    if (status !== 'done') throw new Error(status);
  });
  const price = dish.price;
  await simulator.switchItem({ ids: [dish.itemid], on: false });
  // a price that fell to nothing is held; a name that no database keeps is a dead letter
  const name = badName.itemname;
  dish.price = '0';
  badName.itemname = 'Nul\u0000name';
  await simulator.pushMenu();
  await drained(client);
  dish.price = price;
  badName.itemname = name;
  const other = await openShop(server.url, shop.key, { menu: demoMenu({ items: 3, restaurant: `${restaurant}b` }) });
  await pushMenu(other);

  const replay = await client.post('/v1/replays', { body: { dryRun: true, connectionId } });
  const created = await client.post('/v1/keys', { body: { name: 'One more', scopes: ['catalog:read'] } });
  const dispatch = await eventually(async () => {
    const path = { subscriptionId };
    const all = await client.get('/v1/subscriptions/{subscriptionId}/dispatches', { params: { path } });
    if (all.items.some(({ status }) => status !== 'delivered')) throw new Error('not delivered yet');
    return first(all.items, 'dispatch');
  });
  await eventually(async () => {
    const { status } = await client.get('/v1/replays/{replayId}', { params: { path: { replayId: replay.id } } });
    if (status !== 'done') throw new Error(status);
  });
  await drained(client);
  const item = catalog.items.find((one) => one.name === dish.itemname);
  const deadLetter = first((await client.get('/v1/dead-letters')).items, 'dead letter');
  const quarantined = first(
    (await client.get('/v1/quarantine', { params: { query: { status: 'open' } } })).items,
    'slip',
  );
  const told = await addToldProvider(shop, item?.id ?? '');
  const file = await addFile(shop);
  await drained(client);
  const candidateId = first(
    catalog.items.filter(({ id }) => id !== item?.id),
    'item',
  ).id;
  const reconciliation = await client.post('/v1/stores/{storeId}/stock/reconciliations', {
    params: { path: { storeId } },
    body: { counts: [{ itemId: item?.id ?? '', quantity: 1 }] },
  });
  return {
    shop,
    other,
    ids: {
      tenantId: shop.tenantId,
      merchantId: shop.merchantId,
      storeId,
      sourceId: shop.sourceId,
      connectionId,
      itemId: item?.id ?? '',
      categoryId: item?.categoryId ?? '',
      taxId: item?.taxIds[0] ?? '',
      deliveryId: deadLetter.deliveryId,
      deadLetterId: deadLetter.id,
      quarantineId: quarantined.id,
      replayId: replay.id,
      syncId: sync.id,
      subscriptionId,
      dispatchId: dispatch.id,
      matchId: await insertMatch(server, shop, [item?.id ?? '', candidateId]),
      reservationId: await insertReservation(server, shop),
      reconciliationId: reconciliation.id,
      keyId: created.apiKey.id,
      entityId: item?.id ?? '',
      candidateId,
      externalId: dish.itemid,
      location: restaurant,
      hookToken: shop.hookUrl.split('/').at(-1) ?? '',
      ...told.ids,
      ...file,
    },
    close: async () => {
      await provider.close();
      await told.close();
      await receiver.close();
    },
  };
}
