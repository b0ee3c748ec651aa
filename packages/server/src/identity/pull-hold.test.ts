import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../database/database.ts';
import { testDatabases } from '../database/test-database.ts';
import { type IdentityApp, openIdentityApp, ROOT_KEY } from './test-identity.ts';

describe.each(testDatabases())('held pulls on $name', ({ open }) => {
  let database: Database;
  let identity: IdentityApp;
  let key: string;
  let at: { tenantId: string; sourceId: string; connectionId: string; other: string };
  beforeAll(async () => {
    database = await open();
    identity = await openIdentityApp(database, { now: () => new Date() });
    const made = (await identity.call(ROOT_KEY, 'POST', '/v1/tenants', { name: 'T' })).body as {
      tenant: { id: string };
      key: string;
    };
    ({ key } = made);
    const post = async (url: string, body: object) => (await identity.call(key, 'POST', url, body)).body;
    const { id: merchantId } = (await post('/v1/merchants', { name: 'M' })) as { id: string };
    const connect = async () => {
      const secrets = { hookSecret: 'one' };
      const made = await post('/v1/sources', { adapter: 'paper', name: 'P', secrets });
      const { id: sourceId } = (made as { source: { id: string } }).source;
      const connection = await post('/v1/connections', { sourceId, merchantId, account: 'r1', name: 'C' });
      return { sourceId, connectionId: (connection as { id: string }).id };
    };
    at = { tenantId: made.tenant.id, ...(await connect()), other: (await connect()).connectionId };
  });
  afterAll(async () => {
    await identity.app.close();
    await database.close();
  });

  const heldReason = async (id: string) =>
    ((await identity.call(key, 'GET', `/v1/connections/${id}`)).body as { pullHeldReason: string | null })
      .pullHeldReason;

  test.each<[string, boolean, () => readonly [method: 'POST' | 'PATCH', url: string, body?: object]]>([
    ['a new name', false, () => ['PATCH', `/v1/connections/${at.connectionId}`, { name: 'Other' }]],
    ['a pause', false, () => ['POST', `/v1/connections/${at.connectionId}/pause`]],
    ['a resume', true, () => ['POST', `/v1/connections/${at.connectionId}/resume`]],
    ['new settings', true, () => ['PATCH', `/v1/connections/${at.connectionId}`, { settings: { menu: 'x' } }]],
    ['a new name of the source', false, () => ['PATCH', `/v1/sources/${at.sourceId}`, { name: 'Other' }]],
    ['new settings of the source', true, () => ['PATCH', `/v1/sources/${at.sourceId}`, { settings: { region: 'ae' } }]],
    [
      'a new secret',
      true,
      () => ['POST', `/v1/sources/${at.sourceId}/rotate-secret`, { name: 'hookSecret', value: 'two' }],
    ],
  ])('%s lifts the hold: %s', async (_name, lifts, request) => {
    await database.tenant(at.tenantId, (tx) =>
      tx.updateTable('connections').set({ pull_held_reason: 'the key is not good' }).execute(),
    );
    const [method, url, body] = request();
    expect((await identity.call(key, method, url, body)).status).toBe(200);
    expect(await heldReason(at.connectionId)).toBe(lifts ? null : 'the key is not good');
    expect(await heldReason(at.other)).toBe('the key is not good');
  });
});
