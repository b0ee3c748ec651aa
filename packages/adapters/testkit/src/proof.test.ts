import type { Verification } from '@kirana/adapter';
import { describe, expect, test } from 'vitest';
import { VERIFY_CHECKS } from './checks/verify-checks.ts';
import { lotus } from './example/adapter.ts';
import { prepareSubject } from './subject.ts';

const hmac = lotus.verify as Extract<Verification, { kind: 'hmac' }>;
const shared = (at: Extract<Verification, { kind: 'shared-secret' }>['at']): Verification => ({
  kind: 'shared-secret',
  at,
  secret: 'hookSecret',
  prefix: 'Key ',
});

const SCHEMES: readonly (readonly [string, Verification])[] = [
  ['HMAC over address, time and body', hmac],
  [
    'HMAC in base64 over the body',
    {
      kind: 'hmac',
      algorithm: 'sha256',
      encoding: 'base64',
      header: 'X-Sig',
      prefix: 'v1=',
      secret: 'hookSecret',
      signed: ['body'],
    },
  ],
  [
    'several signatures in one header',
    {
      kind: 'hmac',
      algorithm: 'sha256',
      encoding: 'hex',
      header: 'X-Sig',
      secret: 'hookSecret',
      signed: ['timestamp', { literal: '.' }, 'body'],
      composite: { signature: 'v1', timestamp: 't', toleranceSeconds: 300 },
    },
  ],
  ['Standard Webhooks', { kind: 'standard-webhooks', secret: 'hookSecret' }],
  ['a secret in a header', shared({ in: 'header', name: 'X-Key' })],
  ['a secret in the query', shared({ in: 'query', name: 'key' })],
  ['a secret in the path', shared({ in: 'path', index: 0 })],
  ['a secret in the body', shared({ in: 'body', pointer: '/auth/key' })],
  ['a name and a secret', { kind: 'basic', user: 'lotus', secret: 'hookSecret' }],
  ['a secret in a header and a signature', { kind: 'all', of: [shared({ in: 'header', name: 'X-Key' }), hmac] }],
  ['nothing', { kind: 'unsigned', reason: 'Lotus cannot sign' }],
];

const judged = async (verify: Verification) => {
  const fixtures = new URL('./example/fixtures/', import.meta.url);
  const subject = await prepareSubject({ ...lotus, verify }, { manifest: fixtures, fixtures });
  const found: Record<string, unknown> = {};
  for (const check of VERIFY_CHECKS) found[check.id] = await check.run(subject);
  return found;
};

describe('every scheme of the contract passes its checks', () => {
  test.each(SCHEMES)('%s', async (_what, verify) => {
    const findings = Object.values(await judged(verify)).flatMap((one) => (Array.isArray(one) ? one : []));
    expect(findings).toEqual([]);
  });
});

test('what a scheme cannot show does not apply', async () => {
  const found = await judged({ kind: 'unsigned', reason: 'Lotus cannot sign' });
  const applied = Object.entries(found).flatMap(([id, one]) => (Array.isArray(one) ? [id] : []));
  expect(applied).toEqual(['verify/good-passes', 'verify/unsigned-refused']);
});
