import { AdapterError, type Command, type CommandResult, defineAdapter } from '@kirana/adapter';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Database } from '../database/database.ts';
import { newId } from '../database/new-id.ts';
import { testDatabases } from '../database/test-database.ts';
import { openPostgresEventLog } from '../engines/events/postgres/postgres-event-log.ts';
import type { EventLog } from '../events/event-log.ts';
import { appendEvents, toLoggedEvent } from '../events/event-rows.ts';
import { mount } from '../gateway/test-gateway.ts';
import { openStockLedger, type StockLedger } from '../inventory/stock-ledger.ts';
import { commandsOf, insertStockShop, silent } from '../inventory/test-stock.ts';
import { insertConnection, insertSource, linkLocation } from '../normalizer/test-river-rows.ts';
import { hosted } from '../plugins/in-process-adapter.ts';
import type { CommandView } from './command-view.ts';
import { type Commands, openCommands } from './open-commands.ts';
import { settleCommand } from './settlement-rows.ts';
import { markAllStockToSend } from './stock-to-send-rows.ts';
import { sendStoreStatus } from './store-status-to-send.ts';

const teller = defineAdapter({
  manifest: {
    id: 'fake',
    apiVersion: 1,
    title: 'Takes commands',
    provider: { url: 'https://provider.example' },
    hosts: [],
    capabilities: {
      entities: {},
      stock: 'none',
      commands: { 'stock.set': { settles: 'later', mostLines: 2 }, 'store.status': { settles: 'at_once' } },
    },
  },
  sourceSettings: z.strictObject({}),
  connectionSettings: z.looseObject({}),
  secrets: {},
  verify: { kind: 'unsigned', reason: 'test' },
  route: () => null,
  endpoints: {},
  send: async () => ({ kind: 'done', reference: null, lines: [] }),
});

const done: CommandResult = { kind: 'done', reference: null, lines: [] };

describe.each(testDatabases())('commands on $name', ({ open }) => {
  let database: Database;
  let eventLog: EventLog;
  let commands: Commands;
  let ledger: StockLedger;
  let app: ReturnType<typeof mount>;
  let shop: { readonly tenantId: string; readonly storeId: string; readonly connectionId: string };
  let sent: Command[];
  let answers: (CommandResult | Error)[];
  let itemIds: string[];
  beforeAll(async () => {
    database = await open();
    eventLog = await openPostgresEventLog({ database, pollMs: 50 });
  });
  afterAll(async () => {
    await eventLog?.close();
    await database?.close();
  });
  beforeEach(async () => {
    sent = [];
    answers = [];
    await insertShop(['A', 'B', 'C']);
    ledger = openStockLedger({ database, log: silent });
    commands = await openCommands({
      database,
      eventLog,
      adapters: new Map([['fake', hosted(teller)]]),
      calls: {
        send: async (_connection, command) => {
          sent.push(command);
          const answer = answers.shift() ?? done;
          if (answer instanceof Error) throw answer;
          return answer;
        },
      },
      log: silent,
      now: () => new Date(),
      pollMs: 20,
    });
    app = mount(commands.routes, () => ({ tenantId: shop.tenantId }));
    await app.ready();
  });
  afterEach(async () => {
    await app.close();
    await commands.close();
    await ledger.close();
  });

  /** Of the provider's store `store-1`, with an item for each of its ids. */
  async function insertShop(externalIds: readonly string[]): Promise<void> {
    const stock = await insertStockShop(database, Array(externalIds.length).fill('counted'));
    const { tenantId, storeId } = stock;
    itemIds = [...stock.itemIds];
    const [sourceId, connectionId] = [newId('source'), newId('connection')];
    shop = { tenantId, storeId, connectionId };
    await database.owner(async (db) => {
      const { merchant_id } = await db
        .selectFrom('stores')
        .select('merchant_id')
        .where('id', '=', storeId)
        .executeTakeFirstOrThrow();
      await insertSource(db, { tenantId, sourceId }, 'fake');
      await insertConnection(db, { tenantId, merchantId: merchant_id, sourceId, connectionId }, 'first', 100);
      await linkLocation(db, { tenantId, connectionId, storeId }, 'store-1');
      for (const [at, externalId] of externalIds.entries()) {
        for (const [external_id, content_hash] of [
          [`also:${externalId}`, null],
          [externalId, Buffer.from('00', 'hex')],
        ] as const) {
          const mapping = {
            tenant_id: tenantId,
            connection_id: connectionId,
            entity_kind: 'item' as const,
            external_id,
          };
          const seen = {
            entity_id: itemIds[at] ?? '',
            content_hash,
            last_seen_at: new Date(),
            provider_version: null,
            last_delivery_id: null,
          };
          await db
            .insertInto('source_mappings')
            .values({ ...mapping, ...seen })
            .execute();
        }
      }
    });
  }
  const ask = async (body: object) =>
    app.inject({
      method: 'POST',
      url: `/v1/connections/${shop.connectionId}/commands`,
      headers: { 'content-type': 'application/json' },
      payload: JSON.stringify({ storeId: shop.storeId, ...body }),
    });
  const read = async (id: string): Promise<CommandView> => (await app.inject({ url: `/v1/commands/${id}` })).json();
  const until = async (id: string, status: CommandView['status']): Promise<CommandView> => {
    await expect.poll(async () => (await read(id)).status, { timeout: 10_000, interval: 10 }).toBe(status);
    return read(id);
  };
  const place = () => ({ tenantId: shop.tenantId, connectionId: shop.connectionId });
  const now = () => new Date();
  const settle = (by: { id: string } | { reference: string }, outcome: 'done' | 'refused' = 'done') =>
    database.tenant(shop.tenantId, async (tx) => {
      const settlement = { by, outcome, code: outcome === 'done' ? null : 'E7', detail: null, lines: [] };
      const events = await settleCommand(tx, place(), settlement, now());
      await appendEvents(tx, events, { actor: 'test', requestId: 'r', cause: null }, now());
    });
  const line = (at: number, quantity = 5) => ({ itemId: itemIds[at], quantity });
  const hurry = () =>
    database.owner((db) =>
      db
        .updateTable('commands')
        .set({ next_attempt_at: new Date(0) })
        .where('status', '=', 'pending')
        .execute(),
    );

  test('stock goes out under the ids of the provider, as many lines at once as it takes', async () => {
    const asked = await ask({ kind: 'stock.set', lines: [line(0, 3), line(1, 0), line(2, 9)] });
    expect(asked.statusCode).toBe(202);
    const made: CommandView[] = asked.json().items;
    expect(made.map(({ status, asked: lines }) => [status, lines])).toEqual([
      ['pending', 2],
      ['pending', 1],
    ]);
    for (const { id } of made) await until(id, 'done');
    expect(sent.map(({ id }) => id)).toEqual(made.map(({ id }) => id));
    expect(sent[0]).toMatchObject({
      kind: 'stock.set',
      location: 'store-1',
      lines: [
        { externalId: 'A', aliases: ['also:A'], quantity: 3, on: true, warehouse: null, until: null },
        { externalId: 'B', aliases: ['also:B'], quantity: 0 },
      ],
    });
    const list = (await app.inject({ url: '/v1/commands?status=done' })).json();
    expect(list.items).toHaveLength(2);
    const events = await database.tenant(shop.tenantId, (tx) =>
      tx.selectFrom('events').select('data').where('kind', '=', 'command.finished').execute(),
    );
    expect(events).toHaveLength(2);
  });

  test('what fails on the way is sent again under the same id, and nothing overtakes it', async () => {
    answers.push(new AdapterError('transient', 'no answer'), done);
    const first = (await ask({ kind: 'store.status', open: false, reason: 'rain' })).json().items[0];
    await expect.poll(async () => (await read(first.id)).code, { timeout: 10_000 }).toBe('PROVIDER_UNREACHABLE');
    const second = (await ask({ kind: 'store.status', open: true })).json().items[0];
    await hurry();
    await until(second.id, 'done');
    expect(sent.map(({ id }) => id)).toEqual([first.id, first.id, second.id]);
    expect(sent[0]).toMatchObject({ kind: 'store.status', open: false, reason: 'rain', returnAt: null });
  });

  test('a provider that says no is not asked again', async () => {
    answers.push({ kind: 'refused', code: 'E1', detail: 'no such item' });
    const { id } = (await ask({ kind: 'stock.set', lines: [line(0)] })).json().items[0];
    expect(await until(id, 'refused')).toMatchObject({ code: 'E1', detail: 'no such item', attempts: 1 });
  });

  test('credentials that are refused hold the connection, and its commands wait', async () => {
    answers.push(new AdapterError('auth', 'the key is not good'));
    const { id } = (await ask({ kind: 'stock.set', lines: [line(0)] })).json().items[0];
    const held = () =>
      database.tenant(shop.tenantId, (tx) =>
        tx.selectFrom('connections').select('pull_held_reason').executeTakeFirst(),
      );
    await expect.poll(async () => (await held())?.pull_held_reason, { timeout: 10_000 }).toBe('the key is not good');
    await hurry();
    expect((await read(id)).status).toBe('pending');
    await database.owner((db) => db.updateTable('connections').set({ pull_held_reason: null }).execute());
    await until(id, 'done');
  });

  test('what was only taken is settled by what the provider says later, whichever comes first', async () => {
    answers.push(
      { kind: 'taken', reference: 'job-1' },
      { kind: 'taken', reference: 'job-2' },
      { kind: 'taken', reference: null },
    );
    const ids = [];
    for (const at of [0, 1, 2]) ids.push((await ask({ kind: 'stock.set', lines: [line(at)] })).json().items[0].id);
    const [one = '', , three = ''] = ids;
    await until(one, 'taken');
    await settle({ reference: 'job-1' }, 'refused');
    expect(await until(one, 'refused')).toMatchObject({ reference: 'job-1', code: 'E7' });
    await settle({ reference: 'job-1' });
    expect((await read(one)).status).toBe('refused');
    await until(three, 'taken');
    await settle({ id: three });
    await until(three, 'done');
    answers.push({ kind: 'taken', reference: 'job-4' });
    await settle({ reference: 'job-4' });
    const { id } = (await ask({ kind: 'stock.set', lines: [line(0)] })).json().items[0];
    await until(id, 'done');
  });

  test('what cannot be sent is refused at once', async () => {
    const unknown = await ask({ kind: 'stock.set', lines: [{ itemId: newId('item'), quantity: 1 }] });
    expect([unknown.statusCode, unknown.json().code]).toEqual([404, 'NOT_FOUND']);
    const elsewhere = await ask({ kind: 'store.status', open: true, storeId: newId('store') });
    expect(elsewhere.json().code).toBe('LOCATION_UNKNOWN');
    await database.owner((db) => db.updateTable('connections').set({ status: 'paused' }).execute());
    expect((await ask({ kind: 'store.status', open: true })).json().code).toBe('CONNECTION_PAUSED');
    await database.owner((db) => db.updateTable('connections').set({ status: 'active' }).execute());
  });

  test('a connection that sends stock is told what there is to sell, all of it first and then what changes', async () => {
    const of = commandsOf(shop.storeId);
    await database.owner((db) =>
      db.updateTable('connections').set({ sends_stock: true }).where('id', '=', shop.connectionId).execute(),
    );
    await database.tenant(shop.tenantId, (tx) => markAllStockToSend(tx, shop.tenantId, shop.connectionId, now()));
    const told = () => {
      const last = new Map<string, number | null>();
      for (const command of sent) {
        if (command.kind === 'stock.set')
          for (const { externalId, quantity } of command.lines) last.set(externalId, quantity);
      }
      return Object.fromEntries([...last].sort());
    };
    await expect.poll(told, { timeout: 10_000 }).toEqual({ A: 0, B: 0, C: 0 });
    // the tenant is known to send from now on
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    await ledger.submit(shop.tenantId, of.receive(itemIds[0] ?? '', 10));
    await ledger.submit(shop.tenantId, of.reserve('r1', [of.line(itemIds[0] ?? '', 4)]));
    await expect.poll(told, { timeout: 10_000 }).toEqual({ A: 6, B: 0, C: 0 });
  });

  test('a store that stops taking orders is told to those that want it, and not to the one that said it', async () => {
    await database.owner((db) =>
      db.updateTable('connections').set({ sends_store_status: true }).where('id', '=', shop.connectionId).execute(),
    );
    const tell = (actor: string, state: 'open' | 'paused') =>
      database.tenant(shop.tenantId, async (tx) => {
        const store = { id: shop.storeId, status: { state, returnAt: null, reason: null } };
        const data = { store, changed: ['status'] } as never;
        const stream = `store:${shop.storeId}`;
        const event = { tenantId: shop.tenantId, stream, kind: 'store.changed', subject: shop.storeId, data } as const;
        await appendEvents(tx, [event], { actor, requestId: 'r', cause: null }, now());
      });
    await tell(`connection:${shop.connectionId}`, 'paused');
    await tell('key:key_1', 'open');
    await expect.poll(() => sent.length, { timeout: 10_000 }).toBe(1);
    expect(sent[0]).toMatchObject({ kind: 'store.status', open: true, location: 'store-1' });
    // one that could not be told yet is not told after a newer one
    answers.push(new AdapterError('rate_limited', 'later', { retryAfterMs: 3_600_000 }));
    await tell('key:key_1', 'paused');
    await expect.poll(() => sent.length, { timeout: 10_000 }).toBe(2);
    const list = async (): Promise<CommandView[]> => (await app.inject({ url: '/v1/commands' })).json().items;
    await expect.poll(async () => (await list())[0]?.code, { timeout: 10_000 }).toBe('PROVIDER_RATE_LIMITED');
    await tell('key:key_1', 'open');
    await expect
      .poll(async () => (await list()).map(({ status }) => status), { timeout: 10_000 })
      .toEqual(['done', 'failed', 'done']);
    // events come at least once
    const { rows } = await database.tenant(shop.tenantId, async (tx) => ({
      rows: await tx.selectFrom('events').selectAll().where('kind', '=', 'store.changed').orderBy('sequence').execute(),
    }));
    await sendStoreStatus({ database, now }, rows.map(toLoggedEvent));
    expect(await list()).toHaveLength(3);
  });

  test('words that no database keeps are kept as far as it can', async () => {
    answers.push({ kind: 'refused', code: 'E\u00001', detail: `no\u0000 ${'x'.repeat(2_000)}\ud800` });
    const { id } = (await ask({ kind: 'stock.set', lines: [line(0)] })).json().items[0];
    const refused = await until(id, 'refused');
    expect([refused.code, refused.detail?.slice(0, 5), refused.detail?.length]).toEqual(['E1', 'no xx', 1_000]);
    answers.push({ kind: 'taken', reference: `job\u0000${'y'.repeat(5_000)}` });
    const taken = (await ask({ kind: 'stock.set', lines: [line(0)] })).json().items[0];
    await until(taken.id, 'taken');
    await settle({ reference: `job\u0000${'y'.repeat(5_000)}` });
    await until(taken.id, 'done');
  });
});
