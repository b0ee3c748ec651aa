import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { HookRequest } from './hook.ts';
import { sign } from './sign.ts';
import type { Verification } from './verification.ts';
import { type VerifyOptions, verify } from './verify.ts';

const NOW_MS = Date.UTC(2026, 10, 22, 12);
const NOW_SECONDS = NOW_MS / 1_000;
const SECRET = 'the-current-one';
const BODY = Buffer.from([0x7b, 0xff, 0x00, 0xc3, 0x28, 0x7d]); // not UTF-8: only the raw bytes give the right digest
const URL_GIVEN = 'https://shop.example/v1/hooks/t0ken/notify?x=1';

const hmac = (algorithm: string, encoding: 'hex' | 'base64', ...parts: (string | Buffer)[]): string =>
  createHmac(algorithm, SECRET)
    .update(Buffer.concat(parts.map((part) => Buffer.from(part))))
    .digest(encoding);
const request = (headers: Record<string, string>, rest: Partial<HookRequest> = {}): HookRequest => ({
  method: 'POST',
  path: 'notify',
  query: {},
  body: BODY,
  ...rest,
  headers,
});
const options = (change: Partial<VerifyOptions> = {}): VerifyOptions => ({
  secrets: { s: [SECRET] },
  publicUrl: URL_GIVEN,
  receivedAtMs: NOW_MS,
  allowUnsigned: false,
  ...change,
});

const GITHUB: Verification = {
  kind: 'hmac',
  algorithm: 'sha256',
  encoding: 'hex',
  header: 'X-Hub-Signature-256',
  prefix: 'sha256=',
  secret: 's',
  signed: ['body'],
};
const SLACK: Verification = {
  kind: 'hmac',
  algorithm: 'sha256',
  encoding: 'hex',
  header: 'x-slack-signature',
  prefix: 'v0=',
  secret: 's',
  signed: [{ literal: 'v0:' }, 'timestamp', { literal: ':' }, 'body'],
  timestamp: { header: 'x-slack-request-timestamp', unit: 'seconds', toleranceSeconds: 300 },
};
const STRIPE: Verification = {
  kind: 'hmac',
  algorithm: 'sha256',
  encoding: 'hex',
  header: 'stripe-signature',
  secret: 's',
  signed: ['timestamp', { literal: '.' }, 'body'],
  composite: { signature: 'v1', timestamp: 't', toleranceSeconds: 300 },
};
const SHOPIFY: Verification = {
  kind: 'hmac',
  algorithm: 'sha256',
  encoding: 'base64',
  header: 'x-shopify-hmac-sha256',
  secret: 's',
  signed: ['body'],
};
const SQUARE: Verification = { ...SHOPIFY, header: 'x-square-hmacsha256-signature', signed: ['url', 'body'] };
const SHA512_WITH_ID: Verification = {
  ...SHOPIFY,
  algorithm: 'sha512',
  header: 'x-sig',
  idHeader: 'x-id',
  signed: ['id', { literal: '.' }, 'timestamp', 'body'],
  timestamp: { header: 'x-at', unit: 'milliseconds', toleranceSeconds: 60 },
};
const STANDARD: Verification = { kind: 'standard-webhooks', secret: 'whsec' };
const HEADER: Verification = {
  kind: 'shared-secret',
  at: { in: 'header', name: 'Authorization' },
  secret: 's',
  prefix: 'Bearer ',
};
const QUERY: Verification = { kind: 'shared-secret', at: { in: 'query', name: 'key' }, secret: 's' };
const PATH: Verification = { kind: 'shared-secret', at: { in: 'path', index: 1 }, secret: 's' };
const IN_BODY: Verification = { kind: 'shared-secret', at: { in: 'body', pointer: '/auth/key' }, secret: 's' };
const BASIC: Verification = { kind: 'basic', user: 'pos', secret: 's' };
const ALL: Verification = { kind: 'all', of: [HEADER, IN_BODY] };
const UNSIGNED: Verification = { kind: 'unsigned', reason: 'the provider cannot sign' };

const stripe = (seconds: number, ...more: string[]) =>
  [`t=${seconds}`, `v1=${hmac('sha256', 'hex', `${seconds}.`, BODY)}`, ...more].join(',');
const slackAt = (seconds: number) => ({
  'x-slack-request-timestamp': String(seconds),
  'x-slack-signature': `v0=${hmac('sha256', 'hex', `v0:${seconds}:`, BODY)}`,
});
const basic = (pair: string) => `Basic ${Buffer.from(pair).toString('base64')}`;
const json = (value: unknown) => ({ body: Buffer.from(JSON.stringify(value)) });

describe('verify', () => {
  test.each<[string, Verification, HookRequest, string]>([
    ['GitHub', GITHUB, request({ 'x-hub-signature-256': `sha256=${hmac('sha256', 'hex', BODY)}` }), 'ok'],
    [
      'GitHub in capitals',
      GITHUB,
      request({ 'x-hub-signature-256': `sha256=${hmac('sha256', 'hex', BODY).toUpperCase()}` }),
      'ok',
    ],
    ['GitHub, no prefix', GITHUB, request({ 'x-hub-signature-256': hmac('sha256', 'hex', BODY) }), 'mismatch'],
    [
      'GitHub, another body',
      GITHUB,
      request({ 'x-hub-signature-256': `sha256=${hmac('sha256', 'hex', 'x')}` }),
      'mismatch',
    ],
    [
      'GitHub, sha1 instead',
      GITHUB,
      request({ 'x-hub-signature-256': `sha256=${hmac('sha1', 'hex', BODY)}` }),
      'mismatch',
    ],
    ['GitHub, cut', GITHUB, request({ 'x-hub-signature-256': 'sha256=ab' }), 'mismatch'],
    ['GitHub, empty', GITHUB, request({ 'x-hub-signature-256': '' }), 'missing'],
    ['GitHub, none', GITHUB, request({}), 'missing'],
    ['Slack', SLACK, request(slackAt(NOW_SECONDS - 299)), 'ok'],
    ['Slack, old', SLACK, request(slackAt(NOW_SECONDS - 301)), 'stale'],
    ['Slack, from the future', SLACK, request(slackAt(NOW_SECONDS + 301)), 'stale'],
    [
      'Slack, another time',
      SLACK,
      request({ ...slackAt(NOW_SECONDS), 'x-slack-request-timestamp': String(NOW_SECONDS - 1) }),
      'mismatch',
    ],
    ['Slack, no time', SLACK, request({ 'x-slack-signature': 'v0=00' }), 'missing'],
    ['Slack, garbage time', SLACK, request({ ...slackAt(NOW_SECONDS), 'x-slack-request-timestamp': '1e9' }), 'stale'],
    ['Stripe', STRIPE, request({ 'stripe-signature': stripe(NOW_SECONDS) }), 'ok'],
    [
      'Stripe, others before and after',
      STRIPE,
      request({ 'stripe-signature': `v1=00,v0=1,${stripe(NOW_SECONDS, 'v1=zz')}` }),
      'ok',
    ],
    ['Stripe, old', STRIPE, request({ 'stripe-signature': stripe(NOW_SECONDS - 400) }), 'stale'],
    [
      'Stripe, a second time added',
      STRIPE,
      request({ 'stripe-signature': stripe(NOW_SECONDS - 400, `t=${NOW_SECONDS}`) }),
      'stale',
    ],
    ['Stripe, no time', STRIPE, request({ 'stripe-signature': 'v1=00' }), 'missing'],
    ['Stripe, no signature', STRIPE, request({ 'stripe-signature': `t=${NOW_SECONDS}` }), 'mismatch'],
    ['Stripe, garbage', STRIPE, request({ 'stripe-signature': ',,=,==,t,v1' }), 'missing'],
    ['Shopify', SHOPIFY, request({ 'x-shopify-hmac-sha256': hmac('sha256', 'base64', BODY) }), 'ok'],
    ['Shopify in hex', SHOPIFY, request({ 'x-shopify-hmac-sha256': hmac('sha256', 'hex', BODY) }), 'mismatch'],
    ['Square', SQUARE, request({ 'x-square-hmacsha256-signature': hmac('sha256', 'base64', URL_GIVEN, BODY) }), 'ok'],
    [
      'Square, body only',
      SQUARE,
      request({ 'x-square-hmacsha256-signature': hmac('sha256', 'base64', BODY) }),
      'mismatch',
    ],
    [
      'id and milliseconds',
      SHA512_WITH_ID,
      request({ 'x-id': 'm1', 'x-at': String(NOW_MS), 'x-sig': hmac('sha512', 'base64', `m1.${NOW_MS}`, BODY) }),
      'ok',
    ],
    ['id missing', SHA512_WITH_ID, request({ 'x-at': String(NOW_MS), 'x-sig': 'x' }), 'missing'],
    ['header', HEADER, request({ authorization: `Bearer ${SECRET}` }), 'ok'],
    ['header, no prefix', HEADER, request({ authorization: SECRET }), 'mismatch'],
    ['header sent twice', HEADER, request({ authorization: `Bearer ${SECRET}, Bearer ${SECRET}` }), 'mismatch'],
    ['header, none', HEADER, request({}), 'missing'],
    ['query', QUERY, request({}, { query: { key: SECRET } }), 'ok'],
    ['query, wrong', QUERY, request({}, { query: { key: 'x' } }), 'mismatch'],
    ['path', PATH, request({}, { path: `notify/${SECRET}` }), 'ok'],
    ['path, too short', PATH, request({}, { path: 'notify' }), 'missing'],
    ['path, broken escape', PATH, request({}, { path: 'notify/%E0%A4%A' }), 'mismatch'],
    ['body', IN_BODY, request({}, json({ auth: { key: SECRET } })), 'ok'],
    ['body, wrong', IN_BODY, request({}, json({ auth: { key: 'x' } })), 'mismatch'],
    ['body, not JSON', IN_BODY, request({}), 'missing'],
    ['basic', BASIC, request({ authorization: basic(`pos:${SECRET}`) }), 'ok'],
    ['basic, another user', BASIC, request({ authorization: basic(`admin:${SECRET}`) }), 'mismatch'],
    ['basic, garbage', BASIC, request({ authorization: 'Basic !!' }), 'mismatch'],
    ['all', ALL, request({ authorization: `Bearer ${SECRET}` }, json({ auth: { key: SECRET } })), 'ok'],
    ['all but one', ALL, request({ authorization: `Bearer ${SECRET}` }, json({ auth: {} })), 'missing'],
    ['all of nothing', { kind: 'all', of: [] }, request({}), 'unconfigured'],
    ['unsigned', UNSIGNED, request({}), 'unsigned'],
    ['an unknown kind', { kind: 'trust-me' } as never, request({}), 'unconfigured'],
    [
      'nothing signed',
      { ...GITHUB, signed: [] } as Verification,
      request({ 'x-hub-signature-256': `sha256=${hmac('sha256', 'hex')}` }),
      'unconfigured',
    ],
    [
      'the name of an inherited property',
      { ...QUERY, at: { in: 'query', name: 'toString' } } as Verification,
      request({}),
      'missing',
    ],
  ])('%s', (_name, verification, message, want) => {
    const result = verify(verification, message, options());
    expect(result.ok ? 'ok' : result.reason).toBe(want);
  });

  test('unsigned is accepted only on explicit consent', () => {
    expect(verify(UNSIGNED, request({}), options({ allowUnsigned: true })).ok).toBe(true);
    expect(verify(UNSIGNED, request({}), options({ allowUnsigned: 'yes' as never })).ok).toBe(false);
  });

  const signed: [string, Verification][] = [
    ['GitHub', GITHUB],
    ['Slack', SLACK],
    ['Stripe', STRIPE],
    ['Square', SQUARE],
    ['id', SHA512_WITH_ID],
    ['Standard Webhooks', STANDARD],
    ['header', HEADER],
    ['query', QUERY],
    ['path', PATH],
    ['body', IN_BODY],
    ['basic', BASIC],
    ['all', { kind: 'all', of: [SLACK, IN_BODY, HEADER] }],
  ];
  const WHSEC = `whsec_${Buffer.from('a key of some length').toString('base64')}`;
  const whsec = (text: string) => `whsec_${Buffer.from(text).toString('base64')}`;

  test.each(signed)(
    '%s: what sign makes is accepted, now and through a rotation, and by nobody else',
    (_name, verification) => {
      const unproved = request({ 'content-type': 'application/json' }, json({ items: [1] }));
      const secrets = { s: [SECRET], whsec: [WHSEC] };
      const proved = sign(verification, unproved, { secrets, publicUrl: URL_GIVEN, nowMs: NOW_MS });
      const judge = (change: Partial<VerifyOptions>, message = proved) => {
        const result = verify(verification, message, options({ secrets, ...change }));
        return result.ok ? 'ok' : result.reason;
      };
      expect(judge({})).toBe('ok');
      expect(judge({ secrets: { s: ['the-next-one', SECRET], whsec: [whsec('next'), WHSEC] } })).toBe('ok');
      expect(judge({ secrets: { s: ['the-next-one'], whsec: [whsec('next')] } })).toBe('mismatch');
      expect(judge({ secrets: { s: [], whsec: [] } })).toBe('unconfigured');
      expect(judge({ secrets: { s: [''], whsec: ['whsec_'] } })).toBe('unconfigured');
      expect(judge({ secrets: {} })).toBe('unconfigured');
      expect(judge({}, unproved)).toBe('missing');
    },
  );

  test('Standard Webhooks: a vector computed apart, several signatures, an old one', () => {
    const key = Buffer.from(WHSEC.slice(6), 'base64');
    const at = (seconds: number) => {
      const mac = createHmac('sha256', key).update(`msg_1.${seconds}.`).update(BODY).digest('base64');
      return { 'webhook-id': 'msg_1', 'webhook-timestamp': String(seconds), 'webhook-signature': `v1,AAAA v1,${mac}` };
    };
    const secrets = { whsec: [WHSEC] };
    expect(verify(STANDARD, request(at(NOW_SECONDS)), options({ secrets }))).toEqual({ ok: true });
    expect(verify(STANDARD, request(at(NOW_SECONDS - 301)), options({ secrets }))).toEqual({
      ok: false,
      reason: 'stale',
    });
    expect(verify(STANDARD, request({ ...at(NOW_SECONDS), 'webhook-id': 'msg_2' }), options({ secrets })).ok).toBe(
      false,
    );
  });

  test('a signature over the address needs PUBLIC_URL', () => {
    const message = request({ 'x-square-hmacsha256-signature': hmac('sha256', 'base64', BODY) });
    expect(verify(SQUARE, message, options({ publicUrl: null }))).toEqual({ ok: false, reason: 'unconfigured' });
  });

  test('nothing that is sent makes it throw or pass', () => {
    const names = [
      'authorization',
      'stripe-signature',
      'x-slack-signature',
      'x-slack-request-timestamp',
      'x-hub-signature-256',
      'webhook-id',
      'webhook-signature',
      'webhook-timestamp',
    ];
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(`t=${NOW_SECONDS},v1=`, 'Basic ', 'Bearer ', 'v1,', 'sha256='),
    );
    const headers = fc.dictionary(fc.oneof(fc.constantFrom(...names), fc.string()), text);
    fc.assert(
      fc.property(
        fc.constantFrom(...signed.map(([, one]) => one)),
        headers,
        fc.uint8Array(),
        fc.string(),
        headers,
        (one, head, body, path, query) => {
          expect(
            verify(
              one,
              { method: 'POST', path, query, headers: head, body },
              options({ secrets: { s: [SECRET], whsec: [WHSEC] } }),
            ).ok,
          ).toBe(false);
        },
      ),
    );
  });
});
