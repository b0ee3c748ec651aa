import { afterEach, expect, test } from 'vitest';
import { createKirana, type LiveStoreOptions } from './client.ts';
import type { LiveState } from './live.ts';
import type { LiveEvent } from './live-events.ts';
import { testLiveStore } from './test-live-store.ts';
import {
  type Answer,
  eventually,
  keepCollecting,
  sendProblem,
  startTestServer,
  type TestServer,
} from './test-server.ts';

const servers: TestServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function serve(answer: Answer) {
  const server = await startTestServer(answer);
  servers.push(server);
  return { kirana: createKirana({ baseUrl: server.url, key: 'kir_test' }), heard: server.heard };
}

async function follow(store: ReturnType<typeof testLiveStore>, options: LiveStoreOptions = {}) {
  const { kirana, heard } = await serve(store.answer);
  const states: LiveState['state'][] = [];
  const seen: LiveEvent[] = [];
  const stop = new AbortController();
  const ended = (async () => {
    const onState = ({ state }: LiveState) => states.push(state);
    const events = kirana.live('sto_1', { firstDelayMs: 1, signal: stop.signal, onState, ...options });
    for await (const event of events) seen.push(event);
  })();
  return { seen, states, heard, stop, ended };
}

const sequences = (seen: readonly LiveEvent[]) =>
  seen.map((event) =>
    event.kind === 'resync' ? event.kind : (event.event.data as unknown as { sequence: number }).sequence,
  );
const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

test('events as they happen, with their kind and version', async () => {
  const store = testLiveStore();
  const { seen, heard, states, stop, ended } = await follow(store, { kinds: ['price.changed', 'switch.changed'] });
  await eventually(() => store.openStreams).toBe(1);
  store.change();
  await eventually(() => seen.length).toBe(1);
  expect(seen).toMatchObject([
    { kind: 'price.changed', version: '1-1', event: { id: 'evt_1', data: { sequence: 1 } } },
  ]);
  expect(heard[0]).toMatchObject({
    url: '/v1/stores/sto_1/live?kinds=price.changed%2Cswitch.changed',
    headers: { accept: 'text/event-stream', authorization: 'Bearer kir_test' },
  });
  stop.abort();
  await ended;
  expect(states).toEqual(['open']);
  await eventually(() => store.openStreams).toBe(0);
});

test('I16: cut anywhere, any number of times, nothing is lost and nothing comes twice', async () => {
  const store = testLiveStore();
  // every length once, so every place in a frame: in an id, between data and the blank line, in the hello
  store.cuts.push(...Array.from({ length: 120 }, (_, index) => 60 + ((index * 37) % 240)));
  const { seen, stop, ended, heard } = await follow(store, { lastEventId: '0-1' });
  for (let change = 0; change < 60; change += 1) {
    store.change();
    if (change % 4 === 0) await new Promise((resolve) => setTimeout(resolve, 3));
  }
  await eventually(() => seen.length).toBeGreaterThanOrEqual(60);
  expect(sequences(seen)).toEqual(upTo(60));
  expect(heard.length).toBeGreaterThan(20);
  stop.abort();
  await ended;
});

test('an id without an event moves the place to go on from', async () => {
  const store = testLiveStore();
  const { heard } = await follow(store);
  await eventually(() => store.openStreams).toBe(1);
  store.say(': \nid: 0-7\n\n');
  store.endAll();
  await eventually(() => heard.length).toBe(2);
  expect(heard[1]?.headers['last-event-id']).toBe('0-7');
});

test('too far behind: a resync, then it goes on', async () => {
  const store = testLiveStore();
  store.change();
  store.change();
  store.forget();
  const { seen, stop } = await follow(store, { lastEventId: '0-1' });
  await eventually(() => seen.length).toBe(1);
  expect(seen).toEqual([{ kind: 'resync', version: '2-1', reason: 'expired' }]);
  store.change();
  await eventually(() => sequences(seen)).toEqual(['resync', 3]);
  stop.abort();
});

test('a silent connection is given up and opened again; comments keep one alive', async () => {
  const store = testLiveStore();
  const { states, seen, stop } = await follow(store, { silenceMs: 600 });
  await eventually(() => store.openStreams).toBe(1);
  for (let beat = 0; beat < 10; beat += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    store.say(': \n\n');
  }
  const whileAlive = [...states];
  await eventually(() => states.filter((state) => state === 'open').length).toBeGreaterThanOrEqual(2);
  expect(whileAlive).toEqual(['open']);
  store.change();
  await eventually(() => sequences(seen)).toEqual([1]);
  stop.abort();
});

test('garbage collection makes it forget neither silence nor the signal', async () => {
  const stopCollecting = keepCollecting();
  const store = testLiveStore();
  const silent = await follow(store, { silenceMs: 150 });
  await eventually(() => silent.heard.length).toBeGreaterThanOrEqual(3);
  silent.stop.abort();
  const stopped = await follow(store);
  await eventually(() => stopped.states).toEqual(['open']);
  await new Promise((resolve) => setTimeout(resolve, 200));
  stopped.stop.abort();
  await Promise.all([silent.ended, stopped.ended]);
  await eventually(() => store.openStreams).toBe(0);
  stopCollecting();
});

test.each([401, 403, 404])('%i is thrown: it will not get better', async (status) => {
  const { kirana } = await serve((_request, response) => sendProblem(response, status, 'NOT_FOUND'));
  await expect(kirana.live('sto_1').next()).rejects.toMatchObject({ status });
});

test.each([429, 500, 503])('after %i it comes back', async (status) => {
  const store = testLiveStore();
  const { kirana } = await serve((request, response, count) =>
    count < 3 ? sendProblem(response, status, 'OVERLOADED') : store.answer(request, response, count),
  );
  store.change();
  const events = kirana.live('sto_1', { lastEventId: '0-1', firstDelayMs: 1 });
  expect((await events.next()).value).toMatchObject({ version: '1-1' });
  await events.return();
  await eventually(() => store.openStreams).toBe(0);
});

test('a page that is no event stream is not taken for one', async () => {
  const states: LiveState[] = [];
  const { kirana } = await serve((_request, response) => void response.end('<html>'));
  const stop = new AbortController();
  const onState = (state: LiveState) => {
    states.push(state);
    if (states.length === 2) stop.abort();
  };
  const { done } = await kirana.live('sto_1', { signal: stop.signal, onState, firstDelayMs: 1 }).next();
  expect(done).toBe(true);
  expect(states).toMatchObject(Array(2).fill({ state: 'waiting', error: { name: 'KiranaConnectionError' } }));
});

test('everything of the tenant: what was missed cannot be asked for, and that is told', async () => {
  const store = testLiveStore();
  const { kirana, heard } = await serve(store.answer);
  const events = kirana.liveTenant({ firstDelayMs: 1 });
  const first = events.next();
  await eventually(() => store.openStreams).toBe(1);
  store.change();
  expect((await first).value).toMatchObject({ kind: 'price.changed' });
  store.endAll();
  expect((await events.next()).value).toEqual({ kind: 'resync', version: '', reason: 'not_resumable' });
  expect(heard.map(({ url, headers }) => [url, headers['last-event-id']])).toEqual(
    Array(2).fill(['/v1/live', undefined]),
  );
  await events.return();
});

test('a callback that throws is not taken for a lost connection', async () => {
  const { kirana } = await serve(testLiveStore().answer);
  const onState = () => {
    throw new Error('in the page');
  };
  await expect(kirana.live('sto_1', { onState }).next()).rejects.toThrow('in the page');
});
