import { expect, test } from 'vitest';
import { parseRedisUrl } from './redis-url.ts';

test.each([
  ['redis://localhost', { nodes: [{ host: 'localhost', port: 6379 }], cluster: 'ask', tls: false, database: 0 }],
  ['redis://h:1/3', { nodes: [{ host: 'h', port: 1 }], cluster: 'ask', database: 3 }],
  ['redis://h:1?cluster=1', { cluster: true }],
  ['rediss://u:p%40ss@h', { tls: true, login: { username: 'u', password: 'p@ss' } }],
  ['redis://[::1]:7000', { nodes: [{ host: '::1', port: 7000 }] }],
  ['redis://a:1, redis://b:2,c:3', { cluster: true, nodes: [1, 2, 3].map((port) => ({ host: ' abc'[port], port })) }],
])('%s', (text, target) => {
  expect(parseRedisUrl(text)).toMatchObject(target);
});

test.each(['', 'localhost:6379', 'http://h', 'redis://', 'redis://:secret@h/x'])(
  'refuses %j and keeps quiet about it',
  (text) => {
    expect(() => parseRedisUrl(text)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }));
    expect(() => parseRedisUrl(text)).toThrow(expect.not.objectContaining({ cause: expect.anything() }));
  },
);
