import type { LookupAddress, LookupOptions } from 'node:dns';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { request } from 'undici';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { assertPublicUrl, guardedDispatcher } from './url-guard.ts';

/** What the name server says next, in turn; the last answer stays. */
const answers: LookupAddress[][] = [];
const asked: string[] = [];
const answer = (hostname: string): LookupAddress[] => {
  asked.push(hostname);
  return (answers.length > 1 ? answers.shift() : answers[0]) ?? [];
};

vi.mock('node:dns', async (original) => ({
  ...(await original<typeof import('node:dns')>()),
  lookup: (
    hostname: string,
    _options: LookupOptions,
    callback: (error: Error | null, found: LookupAddress[]) => void,
  ) => process.nextTick(callback, null, answer(hostname)),
}));
vi.mock('node:dns/promises', async (original) => ({
  ...(await original<typeof import('node:dns/promises')>()),
  lookup: async (hostname: string) => answer(hostname),
}));

const NAME = 'menus.example.com';
const PUBLIC = { address: '8.8.8.8', family: 4 };
const HERE = { address: '127.0.0.1', family: 4 };
const HERE_6 = { address: '::1', family: 6 };
const MAPPED = { address: '::ffff:127.0.0.1', family: 6 };
const METADATA = { address: '169.254.169.254', family: 4 };

let server: Server;
let port: number;
let hits = 0;
beforeAll(async () => {
  server = createServer((_incoming, reply) => {
    hits += 1;
    reply.end('secret');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ({ port } = server.address() as AddressInfo);
});
afterAll(() => server.close());
beforeEach(() => {
  answers.length = 0;
  asked.length = 0;
  hits = 0;
});

test.each([
  ['loopback', [HERE]],
  ['IPv6 loopback', [HERE_6]],
  ['loopback in IPv6 clothes', [MAPPED]],
  ['metadata', [METADATA]],
  ['one private among public ones', [PUBLIC, METADATA]],
])('a name that was public when it was configured and leads to %s at connect is refused', async (_what, later) => {
  answers.push([PUBLIC], later);
  await assertPublicUrl(`https://${NAME}:${port}/`);
  const dispatcher = guardedDispatcher();
  await expect(request(`http://${NAME}:${port}/`, { dispatcher })).rejects.toMatchObject({
    code: 'URL_FORBIDDEN',
    params: { reason: 'resolves_private' },
  });
  expect(asked).toEqual([NAME, NAME]);
  expect(hits).toBe(0);
  await dispatcher.close();
});

test('a name that leads inside is refused when it is configured', async () => {
  answers.push([PUBLIC, METADATA]);
  await expect(assertPublicUrl(`https://${NAME}/`)).rejects.toMatchObject({ code: 'URL_FORBIDDEN' });
});

test('the address that was judged is the one connected to: the name is asked once for each connection', async () => {
  answers.push([HERE], [PUBLIC]);
  const dispatcher = guardedDispatcher();
  await expect(request(`http://${NAME}:${port}/`, { dispatcher })).rejects.toMatchObject({ code: 'URL_FORBIDDEN' });
  expect(asked).toEqual([NAME]);
  expect(hits).toBe(0);
  await dispatcher.close();
});
