import { afterEach, expect, test } from 'vitest';
import { createKirana } from './client.ts';
import { KiranaApiError } from './errors.ts';
import { type Answer, sendJson, sendProblem, startTestServer, type TestServer } from './test-server.ts';

const servers: TestServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function shop(answer: Answer) {
  const server = await startTestServer(answer);
  servers.push(server);
  return { server, kirana: createKirana({ baseUrl: server.url, key: 'kir_test' }) };
}

const lines = [{ itemId: 'itm_1', quantity: 2 }];
const bodies = ({ heard }: TestServer) => heard.map(({ body }) => JSON.parse(body));

test('an id that it makes is told before anything is sent, and kept over retries', async () => {
  const { server, kirana } = await shop((_request, response, count) =>
    count === 1 ? void response.destroy() : sendJson(response, { id: 'x' }, 201),
  );
  const told: string[] = [];
  const outcome = await kirana.reservations.hold({
    storeId: 'sto_1',
    lines,
    onId: (id) => void told.push(`${id} after ${server.heard.length}`),
  });
  expect(outcome).toMatchObject({ held: true, reservation: { id: 'x' } });
  expect(told).toEqual([`${outcome.id} after 0`]);
  expect(bodies(server)).toEqual([
    { id: outcome.id, lines },
    { id: outcome.id, lines },
  ]);
});

test('nothing is sent when the id could not be kept', async () => {
  const { server, kirana } = await shop((_request, response) => sendJson(response, {}, 201));
  const onId = async () => {
    throw new Error('disk full');
  };
  await expect(kirana.reservations.hold({ storeId: 'sto_1', lines, onId })).rejects.toThrow('disk full');
  expect(server.heard).toEqual([]);
});

test('an id of the caller is sent as it is', async () => {
  const { server, kirana } = await shop((_request, response) => sendJson(response, { id: 'order-1' }, 201));
  await kirana.reservations.hold({ storeId: 'sto_1', id: 'order-1', lines, ttlSeconds: 60, bestEffort: true });
  expect(bodies(server)).toEqual([{ id: 'order-1', lines, ttlSeconds: 60, bestEffort: true }]);
});

test('a refusal for stock is an outcome with what is missing', async () => {
  const shortfalls = [{ itemId: 'itm_1', wanted: 2, sellable: 1, lines: [0] }];
  const { kirana } = await shop((_request, response) =>
    sendProblem(response, 409, 'STOCK_INSUFFICIENT', { params: { reservationId: 'order-1', shortfalls } }),
  );
  const outcome = await kirana.reservations.hold({ storeId: 'sto_1', id: 'order-1', lines });
  expect(outcome).toMatchObject({ held: false, id: 'order-1', code: 'STOCK_INSUFFICIENT', shortfalls, reasons: [] });
});

test('so is one for orderability, with its reasons', async () => {
  const reasons = [{ code: 'SWITCHED_OFF', params: { until: '2026-11-22T22:30:00.000Z' } }];
  const { kirana } = await shop((_request, response) =>
    sendProblem(response, 409, 'NOT_ORDERABLE', { params: { itemId: 'itm_1', reasons } }),
  );
  const outcome = await kirana.reservations.hold({ storeId: 'sto_1', lines });
  expect(outcome).toMatchObject({ held: false, code: 'NOT_ORDERABLE', shortfalls: [], reasons });
});

test('anything else throws', async () => {
  const { kirana } = await shop((_request, response) => sendProblem(response, 422, 'RESERVATION_ID_REUSED'));
  await expect(kirana.reservations.hold({ storeId: 'sto_1', id: 'a', lines })).rejects.toThrow(KiranaApiError);
});

test('the other calls say what they say', async () => {
  const { server, kirana } = await shop((_request, response) => sendJson(response, { items: [], nextCursor: null }));
  const { reservations } = kirana;
  await reservations.commit('sto_1', 'a');
  await reservations.commit('sto_1', 'a', [{ line: 0, quantity: 1 }], { occurredAt: '2026-11-22T10:00:00Z' });
  await reservations.release('sto_1', 'a');
  await reservations.extend('sto_1', 'a', 30);
  await reservations.get('sto_1', 'a');
  await reservations.get('sto_1', 'a', { minStockVersion: '12' });
  await reservations.list('sto_1', { status: 'held', minStockVersion: '12' }).next();
  expect(server.heard.map(({ method, url, body }) => `${method} ${url} ${body}`)).toEqual([
    'POST /v1/stores/sto_1/reservations/a/commit {"lines":null}',
    'POST /v1/stores/sto_1/reservations/a/commit {"lines":[{"line":0,"quantity":1}],"occurredAt":"2026-11-22T10:00:00Z"}',
    'POST /v1/stores/sto_1/reservations/a/release ',
    'POST /v1/stores/sto_1/reservations/a/extend {"ttlSeconds":30}',
    'GET /v1/stores/sto_1/reservations/a ',
    'GET /v1/stores/sto_1/reservations/a?minStockVersion=12 ',
    'GET /v1/stores/sto_1/reservations?status=held&minStockVersion=12 ',
  ]);
});
