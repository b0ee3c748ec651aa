import { expect, test } from 'vitest';
import { redactBody } from './redact-body.ts';

const shown = (text: string, secrets: string[] = []) => redactBody(Buffer.from(text), secrets);

test.each([
  ['{"app_key":"k1","restID":"ab12"}', '{"app_key":"[redacted]","restID":"ab12"}'],
  ['{ "access-token" : "a\\"b", "n": 1 }', '{ "access-token" : "[redacted]", "n": 1 }'],
  ['{"token":12345,"price":"1.10"}', '{"token":"[redacted]","price":"1.10"}'],
  ['{"auth":{"Password":{"deep":["x","}"]},"id":1}}', '{"auth":{"Password":"[redacted]","id":1}}'],
  ['{"\\u0074oken":"x1"}', '{"\\u0074oken":"[redacted]"}'],
  ['[{"app_secret":"s"},{"name":"secret sauce"}]', '[{"app_secret":"[redacted]"},{"name":"secret sauce"}]'],
  ['{"token":"never closed', '{"token":"[redacted]"'],
  ['token=abc&name=Chai', 'token=[redacted]&name=Chai'],
  ['not json at all', 'not json at all'],
  ['', ''],
])('%s', (body, want) => {
  expect(shown(body)).toBe(want);
});

test('a known secret is taken out wherever it stands, in every spelling', () => {
  const secret = 'p"ss/word+1';
  const base64 = Buffer.from(secret).toString('base64');
  const body = `{"note":"p\\"ss/word+1","other":"${base64}"} ${encodeURIComponent(secret)} ${secret}`;
  expect(shown(body, [secret])).not.toMatch(/ss\/word|ss%2Fword/);
  expect(shown(body, [secret])).not.toContain(base64);
});

test('bytes that are no UTF-8 are shown, not thrown', () => {
  expect(redactBody(Uint8Array.of(0xff, 0x22, 0x80), [])).toContain('"');
});
