import { Parser } from '@asyncapi/parser';
import { expect, test } from 'vitest';
import { asyncapiDocument } from '../../packages/server/src/http/asyncapi-document.ts';
import { openapi } from './openapi.ts';

test('the description of events is valid AsyncAPI', async () => {
  const { document, diagnostics } = await new Parser().parse(JSON.stringify(asyncapiDocument()));
  expect(
    diagnostics.filter(({ severity }) => severity === 0).map(({ message, path }) => `${path.join('/')}: ${message}`),
  ).toEqual([]);
  expect(document?.allMessages().length).toBeGreaterThan(10);
});

test('every reference of the API description leads somewhere, and every operation says who may', async () => {
  const document = (await openapi()) as {
    paths: Record<string, Record<string, { operationId?: string; 'x-access'?: string }>>;
    components: { schemas: Record<string, unknown> };
  };
  const missing = new Set<string>();
  JSON.stringify(document, (key, value: unknown) => {
    if (key !== '$ref' || typeof value !== 'string') return value;
    const name = value.replace('#/components/schemas/', '');
    if (!(name in document.components.schemas)) missing.add(value);
    return value;
  });
  expect([...missing]).toEqual([]);
  const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));
  expect(
    operations.filter((operation) => operation['x-access'] === undefined || operation.operationId === undefined),
  ).toEqual([]);
  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
});
