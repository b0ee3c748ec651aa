import type { Fixture } from './fixture.ts';

/** Headers that prove who sends: the kit adds them itself, so none may be recorded. */
const PROOF =
  /^(authorization|proxy-authorization|cookie|set-cookie|x-api-key|x-.*-?(token|secret|key)|.*(signature|hmac).*)$/i;
const REDACTED = /^(|\*+|x+|redacted|\[redacted\]|<redacted>)$/i;

/** Bits of chance per letter, from how often each one occurs (Shannon). */
function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const letter of text) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** Recorded ids and addresses are words and numbers; keys are long, mixed and without a pattern. */
const LEAST_LENGTH = 28;
const LEAST_BITS = 3.7;

/** Does a run of letters look like a key? Long, letters and digits mixed, and hard to guess. */
export function looksSecret(text: string): boolean {
  if (text.length < LEAST_LENGTH || UUID.test(text)) return false;
  const mixed = /\d/.test(text) && /[a-z]/i.test(text);
  const hex = /^[0-9a-f]+$/i.test(text);
  return mixed && entropyOf(text) >= (hex ? 3 : LEAST_BITS);
}

const PREFIXED = /\b(sk_live_|sk_test_|shpat_|shpss_|shpca_|ghp_|xox[abp]-|AKIA|whsec_|EAAA)[A-Za-z0-9_-]{8,}/;
const JWT = /\beyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}\./;

const runsOf = (text: string): readonly string[] => text.match(/[A-Za-z0-9+_-]{16,}={0,2}/g) ?? [];

const plain = (name: string): string => name.replaceAll(/[^A-Za-z0-9]/g, '').toLowerCase();
/** Shorter names, such as "key", are fields of many things. */
const LEAST_NAME = 6;

/** Names of declared secrets that have a value that is not redacted; `app_key` is `appKey`. */
function namedValues(text: string, declared: readonly string[]): string[] {
  const names = new Set(declared.map(plain).filter((name) => name.length >= LEAST_NAME));
  return [...text.matchAll(/"([A-Za-z0-9_-]+)\\?"\s*:\s*\\?"([^"\\]*)/g)].flatMap(([, name = '', value = '']) =>
    names.has(plain(name)) && !REDACTED.test(value) ? [name] : [],
  );
}

function textsOf(fixture: Fixture): readonly string[] {
  const body = Buffer.from(fixture.request.body).toString('utf8');
  // base64 of a body is a long run itself: it is looked into, not at
  const file = fixture.text.replace(/("bodyBase64"\s*:\s*")[^"]*/, '$1');
  return [file, body];
}

/** What in a fixture looks like a secret; the values themselves are not repeated whole. */
export function secretsLeft(
  fixture: Fixture,
  declared: readonly string[],
  values: readonly string[],
): readonly string[] {
  const found: string[] = [];
  for (const [name, value] of Object.entries(fixture.request.headers)) {
    if (PROOF.test(name) && !REDACTED.test(value)) found.push(`the header "${name}" is a proof; leave it out`);
  }
  for (const text of textsOf(fixture)) {
    found.push(...namedValues(text, declared).map((name) => `"${name}" has a value`));
    if (values.some((value) => value.length >= 6 && text.includes(value)))
      found.push('it holds a secret of the simulator');
    const suspicious = PREFIXED.exec(text)?.[0] ?? JWT.exec(text)?.[0] ?? runsOf(text).find(looksSecret);
    if (suspicious !== undefined) found.push(`"${suspicious.slice(0, 6)}…" looks like a secret`);
  }
  return [...new Set(found)];
}
