import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Answer, callOperation, type Operation, readDocument } from './api-document.ts';
import { BODIES } from './operation-bodies.ts';
import { openProofServer, type ProofServer } from './proof-server.ts';
import { type Ids, makeWholeTenant, type WholeTenant } from './whole-tenant.ts';

const LONG_MS = 240_000;
const RUNS = Number(process.env.KIRANA_FUZZ_RUNS ?? '800');
/** They wait for work that another call of the fuzz may have stopped. */
const WAITS = ['retryDeadLetter', 'approveQuarantined'];

let server: ProofServer;
let operations: readonly Operation[];
let codes: readonly string[];
let tenant: WholeTenant;

beforeAll(async () => {
  server = await openProofServer();
  ({ operations, codes } = await readDocument(server.url));
  tenant = await makeWholeTenant(server, 'fuzzed');
}, LONG_MS);
afterAll(async () => {
  await tenant?.close();
  await server?.close();
});

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '',
    '0',
    '-1',
    'null',
    'true',
    '1e999',
    '2026-02-30T25:00:00Z',
    '../..',
    '\u0000',
    '%',
    '🍛',
    '{"$ne":1}',
  ),
);
const value = fc.oneof(
  text,
  fc.jsonValue(),
  fc.constantFrom(0, -1, 1.5, 2 ** 53, 1e308, null, true, [], {}, 'x'.repeat(5_000)),
);

/** A body that is right but for one value anywhere in it, or anything at all. */
const bodyOf = (operation: Operation, ids: Ids): fc.Arbitrary<unknown> => {
  const right = BODIES[operation.id]?.(ids);
  if (right === undefined) return fc.option(value, { nil: undefined });
  const fields = Object.keys(right as object);
  const broken = fc
    .record({ field: fc.oneof(fc.constantFrom(...fields), text), value })
    .map((change) => ({ ...(right as object), [change.field]: change.value }));
  return fc.oneof(
    { weight: 4, arbitrary: broken },
    { weight: 1, arbitrary: value },
    { weight: 1, arbitrary: fc.constant(right) },
  );
};

const callOf = (operation: Operation) => {
  const { ids, shop } = tenant;
  const known = (name: string) => (WAITS.includes(operation.id) ? undefined : ids[name]);
  const pathNames = operation.parameters.filter((one) => one.in === 'path').map(({ name }) => name);
  const queryNames = operation.parameters.filter((one) => one.in === 'query').map(({ name }) => name);
  const fill = (name: string) => fc.oneof({ weight: 3, arbitrary: fc.constant(known(name) ?? 'item_stock') }, text);
  const headers = fc.record(
    {
      'idempotency-key': fc.stringMatching(/^[\x20-\x7e]{0,40}$/),
      'if-none-match': fc.stringMatching(/^[\x20-\x7e]{0,40}$/),
      'last-event-id': fc.constantFrom('0-0', '99999999999999-1', 'x', '-'),
      'content-encoding': fc.constantFrom('gzip', 'br', 'zstd', ''),
      'content-type': fc.constantFrom('text/plain', 'application/json; charset=utf-16', 'x', 'multipart/form-data'),
      accept: fc.constantFrom('*/*', 'text/html', ''),
    },
    { requiredKeys: [] },
  );
  return fc.record({
    key: fc.oneof({ weight: 6, arbitrary: fc.constant(shop.key) }, fc.stringMatching(/^[\x21-\x7e]{1,60}$/)),
    path: fc.record(Object.fromEntries(pathNames.map((name) => [name, fill(name)]))),
    query: fc.oneof(
      fc.constant<Record<string, string>>({}),
      fc.record(Object.fromEntries(queryNames.map((name) => [name, fill(name)])), { requiredKeys: [] }),
      fc.dictionary(text, text, { maxKeys: 3 }),
    ),
    headers: fc.oneof({ weight: 2, arbitrary: fc.constant({}) }, headers),
    body: operation.method === 'GET' ? fc.constant(undefined) : bodyOf(operation, ids),
  });
};

/** What is wrong with an answer, if anything. */
function fault(operation: Operation, { status, code, text: answer }: Answer): string | undefined {
  if (status >= 500) return `answered ${status}: ${answer}`;
  if (operation.access === 'hook') return undefined;
  if (status >= 400 && (code === undefined || !codes.includes(code))) return `an error without a known code: ${answer}`;
  if (!operation.statuses.includes(String(status)) && status < 400 && status !== 304) return `undocumented ${status}`;
  return undefined;
}

test(
  'I19: no operation answers anything but what it documents, whatever it is sent',
  async () => {
    const faults: unknown[] = [];
    const runs = Math.max(1, Math.ceil(RUNS / operations.length));
    for (const operation of operations) {
      await fc.assert(
        fc.asyncProperty(callOf(operation), async (call) => {
          const found = fault(
            operation,
            await callOperation(server.url, operation, call as Parameters<typeof callOperation>[2]),
          );
          if (found !== undefined) faults.push([operation.id, found, call]);
        }),
        { numRuns: runs, interruptAfterTimeLimit: 20_000 },
      );
    }
    expect(faults).toEqual([]);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  },
  LONG_MS,
);
