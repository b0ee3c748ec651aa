import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { Route } from '../../packages/server/src/http/route.ts';
import { replaceRootKey } from '../../packages/server/src/identity/installation.ts';
import { declaredRoutes } from '../generate/declared-routes.ts';
import { callOperation } from './api-document.ts';
import { type LosingCommits, loseCommits } from './losing-commits.ts';
import { differing, everyRow, HARMLESS_TWICE, onceCall } from './once-calls.ts';
import { BODIES } from './operation-bodies.ts';
import { freshDatabase, openProofServer, type ProofServer, type Settings } from './proof-server.ts';
import { makeWholeTenant, type WholeTenant } from './whole-tenant.ts';

const LONG_MS = 240_000;
/** Taking the slot, the effect; the third is nobody's of this call any more. */
const COMMITS = [1, 2, 3];
const EFFECT = 2;

const routes = await declaredRoutes();
/** Those that know a repetition by their effect keep nothing beside it: the rooms prove them. */
const posts = routes.filter(
  ({ method, handle, keyed }) => method === 'POST' && handle !== undefined && keyed === undefined,
);
const once = posts.filter((route) => route.once === true);
const { DATABASE_URL } = inject('engines').env;
const databases = [
  { name: 'embedded', settings: async (): Promise<Settings> => ({}) },
  ...(DATABASE_URL === undefined
    ? []
    : [{ name: 'PostgreSQL', settings: async () => ({ DATABASE_URL: await freshDatabase(DATABASE_URL) }) }]),
];

test('every operation that makes, turns over or decides something says so; for the others it is known why not', () => {
  const silent = posts.filter((route) => route.once !== true).map(({ operationId }) => operationId);
  expect(silent.sort()).toEqual(Object.keys(HARMLESS_TWICE).sort());
  expect(once.map(({ operationId }) => operationId)).toEqual(
    expect.arrayContaining(
      posts.filter(({ status }) => status === 201 || status === 202).map((route) => route.operationId),
    ),
  );
});

describe.each(databases)('I2: a call repeated under its key on $name', ({ settings }) => {
  let server: ProofServer;
  let tenant: WholeTenant;
  let rootKey: string;
  let commits: LosingCommits;

  beforeAll(async () => {
    const set = await settings();
    const whole = await openProofServer(set);
    tenant = await makeWholeTenant(whole, 'onceonly');
    rootKey = await replaceRootKey(whole.database);
    await whole.stop();
    // no workers: what changes now, a call changes
    server = await openProofServer({ ...set, PORT: new URL(whole.url).port }, whole.folder, ['catalog-api']);
    commits = loseCommits(server.database);
  }, LONG_MS);
  afterAll(async () => {
    await tenant?.close();
    await server?.close();
  }, LONG_MS);

  const caller = (route: Route, call: { readonly ids: WholeTenant['ids']; readonly body?: unknown }) => {
    const place = { method: route.method, path: route.path.replace(/:(\w+)/g, '{$1}') };
    const path = Object.fromEntries(
      [...route.path.matchAll(/:(\w+)/g)].map(([, name = '']) => [name, pathValue(name, call.ids)]),
    );
    const sent = { path, ...(call.body === undefined ? {} : { body: call.body }) };
    const key = route.access === 'root' ? rootKey : tenant.shop.key;
    return (idempotencyKey: string) =>
      callOperation(server.url, place, { ...sent, key, headers: { 'idempotency-key': idempotencyKey } });
  };
  const pathValue = (name: string, ids: WholeTenant['ids']): string => ids[name] ?? (name === 'field' ? 'tags' : '');

  test.each(once.map((route) => ({ id: route.operationId, route })))(
    '$id is done once, whichever acknowledgement is lost, and the first answer is heard',
    async ({ id, route }) => {
      for (const nth of COMMITS) {
        const call = await onceCall(id, server, tenant);
        const ask = caller(route, call);
        const key = randomUUID();
        const before = await everyRow(server);
        commits.nth = nth;
        const first = await ask(key);
        commits.nth = 0;
        if (nth <= EFFECT) expect([id, nth, first.status, first.code]).toEqual([id, nth, 503, 'DATABASE_UNAVAILABLE']);
        await call.begin();
        const between = await everyRow(server);
        const second = await ask(key);
        expect([id, nth, second.status, second.text]).toEqual([id, nth, route.status ?? 200, second.text]);
        const after = await everyRow(server);
        if (nth < EFFECT) expect([nth, differing(before, between)]).toEqual([nth, {}]);
        else expect([nth, differing(between, after)]).toEqual([nth, {}]);
        // a browser token is written nowhere
        if (id !== 'createBrowserToken') expect(differing(before, after)).not.toEqual({});
        const third = await ask(key);
        expect(third).toEqual(second);
        if (nth > EFFECT) expect(second).toEqual(first);
        expect(differing(after, await everyRow(server))).toEqual({});
        const there = JSON.stringify(after);
        for (const [named] of second.text.matchAll(/\b[a-z]{3}_[0-9a-z]{26}\b/g)) expect(there).toContain(named);
      }
    },
    LONG_MS,
  );

  test(
    'what sets a state tells nothing when it is so already',
    async () => {
      const setting = routes.filter(
        ({ method, handle }) => handle !== undefined && (method === 'PUT' || method === 'PATCH'),
      );
      expect(setting.length).toBeGreaterThan(8);
      for (const route of setting) {
        const ask = caller(route, { ids: tenant.ids, body: BODIES[route.operationId]?.(tenant.ids) });
        const first = await ask(randomUUID());
        expect([route.operationId, first.status, first.text]).toEqual([route.operationId, 200, first.text]);
        const { events } = await everyRow(server);
        expect((await ask(randomUUID())).status).toBe(200);
        expect((await everyRow(server)).events).toEqual(events);
      }
    },
    LONG_MS,
  );
});
