import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { request } from 'undici';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assertPublicUrl, checkUrl, guardedDispatcher, guardedLookup } from './url-guard.ts';

const FORBIDDEN = [
  'https://127.0.0.1/',
  'https://127.1/',
  'https://0x7f.1/',
  'https://2130706433/',
  'https://0177.0.0.1/',
  'https://0/',
  'https://[::1]/',
  'https://[::]/',
  'https://[::ffff:127.0.0.1]/',
  'https://[::ffff:a9fe:a9fe]/',
  'https://[64:ff9b::7f00:1]/',
  'https://[fe80::1]/',
  'https://[fd00:ec2::254]/',
  'https://[2002:7f00:1::]/',
  'https://169.254.169.254/latest/meta-data/',
  'https://10.0.0.8/',
  'https://172.31.255.1/',
  'https://192.168.1.1/',
  'https://100.100.100.200/',
  'https://192.0.0.192/',
  'https://168.63.129.16/',
  'https://224.0.0.1/',
  'https://localhost/',
  'https://localhost./',
  'https://LOCALHOST/',
  'https://api.localhost/',
  'https://metadata.google.internal/',
  'https://printer.local/',
  'https://intranet/',
  'https://%6c%6fcalhost/',
  'https://①②⑦.0.0.1/',
  'https://user:pass@example.com/',
  'http://example.com/',
  'ftp://example.com/',
  'file:///etc/passwd',
  'gopher://example.com/',
  'not a url',
];

test.each(FORBIDDEN)('%s is refused when it is configured', async (url) => {
  expect(() => checkUrl(url)).toThrowError(expect.objectContaining({ code: 'URL_FORBIDDEN' }));
  await expect(assertPublicUrl(url)).rejects.toMatchObject({ code: 'URL_FORBIDDEN' });
});

test.each(['https://8.8.8.8/x', 'https://api.example.com:8443/hook', 'https://[2606:4700::1111]/'])(
  '%s passes',
  (url) => {
    expect(checkUrl(url).href).toBe(url);
  },
);

test('an allowed host may be private and plain, and nothing beside it', () => {
  const options = { allowPrivateHosts: ['127.0.0.1:9001', 'pos.shop.lan', '::1'] };
  expect(checkUrl('http://127.0.0.1:9001/', options).port).toBe('9001');
  expect(checkUrl('http://pos.shop.lan/', options).hostname).toBe('pos.shop.lan');
  expect(checkUrl('http://[::1]:80/', options).hostname).toBe('[::1]');
  expect(() => checkUrl('http://127.0.0.1:9002/', options)).toThrow();
  expect(() => checkUrl('http://other.shop.lan/', options)).toThrow();
});

test('a name that resolves to this machine is refused by the lookup', async () => {
  const error = await new Promise((resolve) => guardedLookup('localhost', {}, resolve));
  expect(error).toMatchObject({ code: 'URL_FORBIDDEN', params: { reason: 'resolves_private' } });
});

describe('at connect', () => {
  let server: Server;
  let port: number;
  let hits = 0;
  beforeAll(async () => {
    server = createServer((incoming, answer) => {
      hits += 1;
      if (incoming.url === '/redirect') answer.writeHead(302, { location: `http://127.0.0.1:${port}/secret` });
      answer.end('here');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  });
  afterAll(() => server.close());

  test.each(['127.0.0.1', '127.1', '[::ffff:127.0.0.1]', 'localhost', 'localhost.'])('%s is refused', async (host) => {
    const dispatcher = guardedDispatcher();
    const before = hits;
    await expect(request(`http://${host}:${port}/`, { dispatcher })).rejects.toMatchObject({ code: 'URL_FORBIDDEN' });
    expect(hits).toBe(before);
    await dispatcher.close();
  });

  test('an allowed host is reached, and its redirect is not followed', async () => {
    const dispatcher = guardedDispatcher({ allowPrivateHosts: [`127.0.0.1:${port}`] });
    const answer = await request(`http://127.0.0.1:${port}/redirect`, { dispatcher });
    expect(answer.statusCode).toBe(302);
    await answer.body.dump();
    await dispatcher.close();
  });
});
