import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readItemsLocked } from '../catalog-writes/item-rows.ts';
import { readStoreItemsLocked } from '../catalog-writes/store-item-rows.ts';
import type { Database } from '../database/database.ts';
import { testDatabases } from '../database/test-database.ts';
import type { MappingMatch } from '../identity/match-rows.ts';
import { item, openRiver, type River } from '../normalizer/test-river.ts';
import { makeKey } from './make-key.ts';
import { type IdentityApp, openIdentityApp } from './test-identity.ts';

const CODE = '8901234567894';
const STRONGER = 50;

const sold = (externalId: string, name: string, priceMinor: number, codes: readonly string[] = [CODE]) =>
  item(externalId, {
    item: { name, barcodes: codes.map((code) => ({ code, unit: null })) },
    listing: { priceMinor },
  });

describe.each(testDatabases())('a barcode that two providers share, on $name', ({ open }) => {
  let database: Database;
  let identity: IdentityApp;
  let at: River;
  let other: string;
  let key: string;
  beforeAll(async () => {
    database = await open();
    identity = await openIdentityApp(database, { now: () => new Date() });
    at = await openRiver(database);
    other = await at.addConnection(STRONGER);
    ({ key } = await database.tenant(at.tenantId, (tx) =>
      makeKey(tx, at.tenantId, { name: 'Person', scopes: ['admin'] }, 'test', new Date()),
    ));
  });
  afterAll(async () => {
    await at?.close();
    await identity?.app.close();
    await database?.close();
  });

  const openMatches = async () => {
    const { status, body } = await identity.call(key, 'GET', '/v1/matches?status=open');
    expect(status).toBe(200);
    return (body as { items: MappingMatch[] }).items;
  };
  const decide = (id: string, decision: object) => identity.call(key, 'POST', `/v1/matches/${id}/decide`, decision);
  const itemOf = (id: string) =>
    database.tenant(at.tenantId, async (tx) => (await readItemsLocked(tx, at.tenantId, [id])).get(id));
  const soldAs = (id: string) =>
    database.tenant(at.tenantId, async (tx) => (await readStoreItemsLocked(tx, at.tenantId, at.storeId, [id])).get(id));
  const named = async (connectionId: string, externalId: string) => {
    const url = `/v1/connections/${connectionId}/mappings?externalId=${externalId}`;
    const { items } = (await identity.call(key, 'GET', url)).body as { items: { entityId: string }[] };
    return items.map(({ entityId }) => entityId);
  };

  test('nothing is merged before a person says so: ambiguous ones wait with all their candidates', async () => {
    await at.send([sold('1', 'Ghee 500 ml', 30_000), sold('2', 'Ghee jar', 31_000), sold('3', 'Salt', 2_000, ['111'])]);
    expect(await openMatches()).toEqual([]);
    await at.send([sold('x', 'Cow ghee', 29_500), sold('y', 'Salt', 2_000, ['222'])], { connectionId: other });
    const [match, ...more] = await openMatches();
    expect(more).toEqual([]);
    const candidates = [await at.idOf('1'), await at.idOf('2')];
    expect(match).toMatchObject({ connectionId: other, externalId: 'x', entityKind: 'item', reason: 'barcode' });
    expect(match?.candidates.toSorted()).toEqual(candidates.toSorted());
    const [own = ''] = await named(other, 'x');
    expect(match?.entityId).toBe(own);
    expect((await itemOf(own))?.name).toBe('Cow ghee');
    expect((await soldAs(candidates[0] ?? ''))?.priceMinor).toBe(30_000);
    // the same list again asks nothing new
    await at.send([sold('x', 'Cow ghee', 29_600)], { connectionId: other });
    expect(await openMatches()).toHaveLength(1);
  });

  test('a person picks one; from the next message on both providers speak of it, the stronger rank first', async () => {
    const [match] = await openMatches();
    const id = match?.id ?? '';
    const kept = await at.idOf('1');
    const [own = ''] = await named(other, 'x');
    expect((await decide(id, { decision: 'merge', entityId: own })).status).toBe(404);
    expect((await decide(id, { decision: 'merge', entityId: await at.idOf('3') })).status).toBe(404);
    expect((await decide(id, { decision: 'merge', entityId: kept })).body).toMatchObject({
      status: 'merged',
      entityId: kept,
    });
    expect((await decide(id, { decision: 'keep_apart' })).status).toBe(409);
    expect(await named(other, 'x')).toEqual([kept]);
    expect((await itemOf(own))?.removed).toBe(true);
    expect((await soldAs(own))?.removed).toBe(true);
    await at.send([sold('x', 'Cow ghee', 29_700)], { connectionId: other });
    expect((await itemOf(kept))?.name).toBe('Cow ghee');
    expect((await soldAs(kept))?.priceMinor).toBe(29_700);
    await at.send([sold('1', 'Ghee 500 ml', 30_500)]);
    expect((await soldAs(kept))?.priceMinor).toBe(29_700);
    expect((await itemOf(own))?.removed).toBe(true);
    expect(await openMatches()).toEqual([]);
  });

  test('kept apart stays apart, and is not asked again', async () => {
    await at.send([sold('z', 'Ghee tin', 60_000)], { connectionId: other });
    const [match] = await openMatches();
    expect((await decide(match?.id ?? '', { decision: 'keep_apart' })).body).toMatchObject({ status: 'kept_apart' });
    const [own = ''] = await named(other, 'z');
    await at.send([sold('z', 'Ghee tin', 61_000)], { connectionId: other });
    expect(await named(other, 'z')).toEqual([own]);
    expect((await soldAs(own))?.priceMinor).toBe(61_000);
    expect(await openMatches()).toEqual([]);
  });
});
