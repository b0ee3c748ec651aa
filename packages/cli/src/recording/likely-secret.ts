/** Bits of chance per letter, from how often each one occurs (Shannon). */
function bitsPerLetter(text: string): number {
  const counts = new Map<string, number>();
  for (const letter of text) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

const KNOWN =
  /\b(sk|pk|rk)_(live|test)_\w{8,}|\bshp(at|ss|ca|pa)_\w{8,}|\bgh[pousr]_\w{8,}|\bxox[abp]-[\w-]{8,}|\bAKIA[0-9A-Z]{12,}|\bwhsec_\w{8,}|\bEAAA[\w-]{8,}|\bkirr?_\w{8,}|\beyJ[\w-]{10,}\.[\w-]{10,}\.|-----BEGIN [A-Z ]*PRIVATE KEY-----/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const TIME = /^\d{4}-\d\d-\d\d([T ][\d:.,+Z-]*)?$/;
/** Ids and names are shorter or have a pattern; keys are long, mixed and hard to guess. A little stricter than the conformance kit. */
const LEAST_LENGTH = 24;
const LEAST_BITS = 3.6;
const LEAST_BITS_OF_HEX = 3;

function runLooksSecret(run: string): boolean {
  if (run.length < LEAST_LENGTH || UUID.test(run) || TIME.test(run)) return false;
  if (!/\d/.test(run) || !/[a-z]/i.test(run)) return false;
  return bitsPerLetter(run) >= (/^[0-9a-f]+$/i.test(run) ? LEAST_BITS_OF_HEX : LEAST_BITS);
}

/** Is there something in a text that looks like a key: a known form of one, or a long run of letters and digits by chance? */
export const looksSecret = (text: string): boolean =>
  KNOWN.test(text) || (text.match(/[A-Za-z0-9+_-]{16,}={0,2}/g) ?? []).some(runLooksSecret);
