import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEMO_SECRETS, type OdooSimulator, simulator } from './index.ts';

let odoo: OdooSimulator;
beforeAll(async () => {
  odoo = await simulator.start({ size: 12 });
});
afterAll(() => odoo.close());

async function ask(path: string, body: unknown, headers: Record<string, string> = {}, method = 'POST') {
  const answer = await fetch(`${odoo.baseUrl}${path}`, {
    method,
    headers: { authorization: `bearer ${DEMO_SECRETS.apiKey}`, 'content-type': 'application/json', ...headers },
    ...(method === 'GET' ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown>[] & { name?: string } };
}

test('domains in prefix notation and with & left out, order, limit, and names of relations', async () => {
  const domain = ['|', ['id', '=', 31], '&', ['id', 'in', [33, 37, 40]], ['lst_price', '<', 80], ['active', '=', true]];
  const asked = { domain, fields: ['uom_id'], order: 'id desc', limit: 2 };
  const { body } = await ask('/json/2/product.product/search_read', asked);
  expect(body).toEqual([
    { id: 40, uom_id: [3, 'kg'] },
    { id: 33, uom_id: [4, 'L'] },
  ]);
});

test('archived records are hidden until they are asked for', async () => {
  const search = (context: object) =>
    ask('/json/2/product.product/search_count', { domain: [['id', '=', 36]], context });
  expect([(await search({})).body, (await search({ active_test: false })).body]).toEqual([0, 1]);
});

test('times are told and compared by whole seconds, and sorted by microseconds', async () => {
  odoo.rows.write('product.category', 4, {}, '2025-02-01 00:00:05.100000');
  odoo.rows.write('product.category', 3, {}, '2025-02-01 00:00:05.200000');
  const at = (operator: string) => ({
    domain: [['write_date', operator, '2025-02-01 00:00:05']],
    fields: ['write_date'],
    order: 'write_date, id',
  });
  const told = [4, 3].map((id) => ({ id, write_date: '2025-02-01 00:00:05' }));
  expect((await ask('/json/2/product.category/search_read', at('='))).body).toEqual(told);
  expect((await ask('/json/2/product.category/search_read', at('>'))).body).toEqual([]);
});

test.each<[string, string, unknown, Record<string, string>, number, string]>([
  [
    'a wrong key',
    'product.product/search_read',
    {},
    { authorization: 'bearer x' },
    401,
    'werkzeug.exceptions.Unauthorized',
  ],
  ['an unknown model', 'no.model/search_read', {}, {}, 404, 'werkzeug.exceptions.NotFound'],
  ['an unknown method', 'product.product/unlink', {}, {}, 404, 'werkzeug.exceptions.NotFound'],
  ['an unknown field', 'product.product/search_read', { fields: ['colour'] }, {}, 500, 'builtins.ValueError'],
  [
    'an unknown field of a domain',
    'product.product/search_read',
    { domain: [['colour', '=', 1]] },
    {},
    500,
    'builtins.ValueError',
  ],
  ['no JSON', 'product.product/search_read', '{', {}, 400, 'werkzeug.exceptions.BadRequest'],
  [
    'another database',
    'product.product/search_read',
    {},
    { 'x-odoo-database': 'x' },
    404,
    'werkzeug.exceptions.NotFound',
  ],
])('%s', async (_name, path, body, headers, status, name) => {
  expect(await ask(`/json/2/${path}`, body, headers)).toMatchObject({
    status,
    body: { name, message: expect.any(String), debug: expect.any(String) },
  });
});

test('no rights', async () => {
  odoo.denied.add('account.tax');
  expect(await ask('/json/2/account.tax/search_read', {})).toMatchObject({
    status: 403,
    body: { name: 'odoo.exceptions.AccessError' },
  });
});

test('the same seed makes the same shop', async () => {
  const names = async (seed: number) => {
    const one = await simulator.start({ size: 40, seed });
    await one.close();
    return JSON.stringify([...one.rows.table('product.template').values()]);
  };
  expect(await names(3)).toBe(await names(3));
  expect(await names(3)).not.toBe(await names(4));
});

// Other people's samples, where this machine has them.
const SAMPLES = new URL('file:///work/shared/samples/odoo/samples_constructed.json');

test.runIf(existsSync(SAMPLES))('answers the published request', async () => {
  const { json2 } = JSON.parse(readFileSync(SAMPLES, 'utf8')) as {
    json2: { POST: string; body: { domain: unknown[] } };
  };
  odoo.move(31, 8, 1);
  const { status, body } = await ask(json2.POST, json2.body);
  expect([status, body.map(({ product_id }) => product_id)]).toEqual([200, [[31, expect.any(String)]]]);
});
