import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { signWebhook, verifyWebhook } from './webhooks.ts';

const SECRET = `whsec_${Buffer.from('a secret that is only for tests, 32+').toString('base64')}`;
const OTHER = `whsec_${Buffer.from('another secret, for the rotation').toString('base64')}`;
const BODY = JSON.stringify({ type: 'kirana.price.changed.v1', data: { name: 'Pão de queijo ₹' } });
const sentAt = new Date();
const signed = (secret = SECRET, body = BODY) => signWebhook(body, secret, { id: 'msg_1', sentAt });
const refusalOf = (call: Promise<unknown>) =>
  call.then(
    () => 'verified',
    (error) => error.reason,
  );

test('what we sign, the reference implementation accepts', async () => {
  expect(new Webhook(SECRET).verify(BODY, await signed())).toEqual(JSON.parse(BODY));
});

test('what the reference implementation signs, we accept', async () => {
  const headers = {
    'Webhook-Id': 'msg_2',
    'Webhook-Timestamp': String(Math.floor(sentAt.getTime() / 1000)),
    'Webhook-Signature': new Webhook(SECRET).sign('msg_2', sentAt, BODY),
  };
  const verified = await verifyWebhook(Buffer.from(BODY), headers, SECRET);
  expect(verified).toEqual({
    id: 'msg_2',
    sentAt: new Date(Math.floor(sentAt.getTime() / 1000) * 1000),
    event: JSON.parse(BODY),
  });
  expect((await verifyWebhook(BODY, new Headers(headers), SECRET)).id).toBe('msg_2');
});

test('either secret during a rotation, any of the signatures sent', async () => {
  const mine = await signed(OTHER);
  expect((await verifyWebhook(BODY, mine, [SECRET, OTHER])).id).toBe('msg_1');
  const both = `v1a,bm9uZQ== v1,%%% ${(await signed())['webhook-signature']} ${mine['webhook-signature']}`;
  expect((await verifyWebhook(BODY, { ...mine, 'webhook-signature': both }, OTHER)).id).toBe('msg_1');
});

test.each([
  ['another secret', { secret: OTHER }, 'SIGNATURE_INVALID'],
  ['another body', { body: `${BODY} ` }, 'SIGNATURE_INVALID'],
  ['another id', { headers: { 'webhook-id': 'msg_9' } }, 'SIGNATURE_INVALID'],
  [
    'another time',
    { headers: { 'webhook-timestamp': String(Math.floor(Date.now() / 1000) - 9) } },
    'SIGNATURE_INVALID',
  ],
  ['no signature of ours', { headers: { 'webhook-signature': 'v2,abc v1 v1,' } }, 'SIGNATURE_INVALID'],
  ['no id', { headers: { 'webhook-id': '' } }, 'HEADERS_MISSING'],
  ['no time', { headers: { 'webhook-timestamp': 'soon' } }, 'HEADERS_MISSING'],
  ['too old', { now: new Date(sentAt.getTime() + 301_000) }, 'TIMESTAMP_OUTSIDE_TOLERANCE'],
  ['too new', { now: new Date(sentAt.getTime() - 302_000) }, 'TIMESTAMP_OUTSIDE_TOLERANCE'],
  ['just in time', { now: new Date(sentAt.getTime() + 299_000) }, 'verified'],
])('%s: %o', async (_name, given: { secret?: string; body?: string; headers?: object; now?: Date }, want) => {
  const headers = { ...(await signed()), ...given.headers };
  const options = given.now === undefined ? {} : { now: given.now };
  expect(await refusalOf(verifyWebhook(given.body ?? BODY, headers, given.secret ?? SECRET, options))).toBe(want);
});

test('signed, but no JSON', async () => {
  const headers = await signed(SECRET, 'not json');
  expect(await refusalOf(verifyWebhook('not json', headers, SECRET))).toBe('BODY_INVALID');
});

test.each(['whsec_', 'whsec_%%%', ''])('a secret that is none is a mistake of ours: %j', async (secret) => {
  await expect(verifyWebhook(BODY, await signed(), secret)).rejects.toThrow(TypeError);
});
