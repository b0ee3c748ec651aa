import { expect, test } from 'vitest';
import { z } from 'zod';

import { defineAdapter } from './define-adapter.ts';
import type { Manifest } from './manifest.ts';

const adapterOf = (capabilities: Manifest['capabilities']) =>
  defineAdapter({
    manifest: {
      id: 'plain',
      apiVersion: 1,
      title: 'Plain',
      provider: { url: 'https://example.com' },
      hosts: [],
      capabilities,
    },
    sourceSettings: z.strictObject({}),
    connectionSettings: z.strictObject({}),
    secrets: {},
    verify: { kind: 'unsigned', reason: 'test' },
    route: () => null,
    endpoints: {},
  });
const stock = { push: 'delta', version: 'sequence', deletes: 'none' } as const;

test.each([
  ['counts with how they are ordered', { entities: { stock }, stock: 'absolute' }, undefined],
  ['a switch', { entities: {}, stock: 'boolean' }, undefined],
  ['counts that nothing orders', { entities: {}, stock: 'delta' }, 'not declared'],
  ['an order of what is not counted', { entities: { stock }, stock: 'boolean' }, 'not reported'],
  ['a pull that nobody wrote', { entities: { item: { ...stock, pull: 'snapshot' } }, stock: 'none' }, 'not written'],
] as const)('%s', (_name, capabilities, refusal) => {
  if (refusal === undefined) expect(() => adapterOf(capabilities)).not.toThrow();
  else expect(() => adapterOf(capabilities)).toThrow(refusal);
});
