import { expect, test } from 'vitest';
import { hasScope, Scope, WebOrigin } from './scopes.ts';

test.each([
  ['nothing', [], []],
  ['a read', ['catalog:read'], ['catalog:read']],
  ['a write', ['catalog:write'], ['catalog:read', 'catalog:write']],
  ['inventory', ['inventory:write'], ['inventory:read', 'inventory:write']],
  ['operations', ['operations:write'], ['operations:read', 'operations:write']],
  ['two', ['catalog:read', 'operations:read'], ['catalog:read', 'operations:read']],
  ['admin', ['admin'], Scope.options],
] as const)('%s allows', (_name, granted, allowed) => {
  expect(Scope.options.filter((needed) => hasScope(granted, needed))).toEqual(allowed);
});

test.each([
  ['https://pos.example.com', true],
  ['http://localhost:5173', true],
  ['http://127.0.0.1:8080', true],
  ['http://[::1]:8080', true],
  ['https://pos.example.com/', false],
  ['https://*.example.com', false],
  ['*', false],
  ['null', false],
  ['https://user@example.com', false],
  ['HTTPS://pos.example.com', false],
])('origin %s', (origin, valid) => {
  expect(WebOrigin.safeParse(origin).success).toBe(valid);
});
