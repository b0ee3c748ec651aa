import { defineAdapter, type Outcome } from '@kirana/adapter';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { hosted } from '../plugins/in-process-adapter.ts';
import { endpointByPath, providerReply } from './provider-reply.ts';

const adapterWith = (reply: (outcome: Outcome) => { status: number; body: string }) =>
  hosted(
    defineAdapter({
      manifest: {
        id: 'other',
        apiVersion: 1,
        title: 'Other',
        provider: { url: 'https://other.example' },
        hosts: [],
        capabilities: { entities: {}, stock: 'none' },
      },
      sourceSettings: z.strictObject({}),
      connectionSettings: z.strictObject({}),
      secrets: {},
      verify: { kind: 'unsigned', reason: 'test' },
      route: () => null,
      endpoints: {
        menu: {
          kind: 'event',
          aliases: ['push/menu'],
          normalise: () => ({ changes: [], problems: [], snapshotOf: [] }),
          reply,
        },
        stock: { kind: 'event', normalise: () => ({ changes: [], problems: [], snapshotOf: [] }), reply },
      },
    }),
  );

const always200 = adapterWith(() => ({ status: 200, body: 'fine' }));
const throwing = adapterWith(() => {
  throw new Error('a bug in reply');
});

test.each([
  ['accepted', 200],
  ['duplicate', 200],
  ['unauthorised', 401],
  ['unknown_endpoint', 404],
  ['too_large', 413],
  ['unavailable', 503],
] as const)('%s is never told as anything but %i, whatever the adapter says or throws', async (kind, status) => {
  expect(await providerReply(always200, 'menu', { kind }, null)).toEqual({ status, body: 'fine' });
  expect((await providerReply(throwing, 'menu', { kind }, null)).status).toBe(status);
  expect((await providerReply(always200, 'nothing', { kind }, null)).status).toBe(status);
});

test('what is committed is never told as a failure', async () => {
  const failing = adapterWith(() => ({ status: 500, body: 'x' }));
  expect((await providerReply(failing, 'menu', { kind: 'accepted' }, null)).status).toBe(200);
});

test.each([
  ['menu', 'menu'],
  ['/push/menu/', 'menu'],
  ['v2/stock', 'stock'],
  ['elsewhere', undefined],
  ['', undefined],
])('the path %s names %s', (path, name) => {
  expect(endpointByPath(always200, path)).toBe(name);
});
