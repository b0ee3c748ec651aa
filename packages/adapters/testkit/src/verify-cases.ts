import type { HookRequest } from '@kirana/adapter';
import { type Findings, notApplicable } from './check.ts';
import {
  type Judging,
  type Leaf,
  Proof,
  proofHeader,
  signsBody,
  toleranceMs,
  withHeader,
  withShared,
} from './proof.ts';
import { NOW } from './provider.ts';
import { type Subject, testSecret } from './subject.ts';

export type Case = readonly [what: string, request: HookRequest, judging?: Judging];

/** What must not pass, of all fixtures. Without a single case the check does not apply. */
export function mustFail(subject: Subject, reason: string, casesOf: (proof: Proof) => readonly Case[]): Findings {
  const proofs = subject.fixtures.map((fixture) => new Proof(subject, fixture));
  const cases = proofs.flatMap((proof) => casesOf(proof).map((one) => ({ proof, one })));
  if (cases.length === 0) return notApplicable(subject.fixtures.length === 0 ? 'there are no fixtures' : reason);
  return cases.flatMap(({ proof, one: [what, request, judging] }) =>
    proof.passes(request, judging) ? [`${proof.name}: ${what} is accepted`] : [],
  );
}

export const perHeader = (
  proof: Proof,
  make: (value: string, leaf: Leaf) => readonly [string, string | undefined][],
): Case[] =>
  proof.leaves.flatMap((leaf) => {
    const header = proofHeader(leaf);
    if (header === undefined) return [];
    const value = proof.signed.headers[header] ?? '';
    return make(value, leaf).map(([what, text]): Case => [what, withHeader(proof.signed, header, text)]);
  });

export const isSigned = (leaf: Leaf): boolean => leaf.kind === 'hmac' || leaf.kind === 'standard-webhooks';

const SECRET_LENGTH = testSecret('').length;

const nearly = (value: string): [string, string][] => [
  ['all but the last letter', value.slice(0, -1)],
  ['one letter more', `${value}x`],
  ['other capitals', value.slice(0, -SECRET_LENGTH) + value.slice(-SECRET_LENGTH).toUpperCase()],
  ['the secret of another name', value.slice(0, -SECRET_LENGTH) + testSecret('nobody')],
];

export function nearMisses(value: string, leaf: Leaf): [string, string][] {
  if (leaf.kind === 'shared-secret') return nearly(value);
  if (leaf.kind !== 'basic') return [];
  const pair = Buffer.from(value.slice('Basic '.length), 'base64').toString('utf8');
  return [...nearly(pair), ['another user', `x${pair}`] as [string, string]].map(([what, text]) => [
    what,
    `Basic ${Buffer.from(text).toString('base64')}`,
  ]);
}

export function flipped(body: Uint8Array, bit: number): Uint8Array {
  const copy = Uint8Array.from(body);
  const at = Math.floor(bit / 8) % copy.length;
  copy[at] = (copy[at] as number) ^ (1 << (bit % 8));
  return copy;
}

/** The proof taken out of wherever it stands. */
export function withoutProof(request: HookRequest, leaf: Leaf): HookRequest {
  const header = proofHeader(leaf);
  if (header !== undefined) return withHeader(request, header, undefined);
  return leaf.kind === 'shared-secret' ? withShared(request, leaf.at, undefined) : request;
}

/** Every proof by text, wherever it stands, with another text in its place. */
export function retold(proof: Proof, make: (value: string, leaf: Leaf) => readonly [string, string][]): Case[] {
  return proof.leaves.flatMap((leaf) => {
    if (leaf.kind !== 'shared-secret' || leaf.at.in === 'header') return [];
    const value = proof.sharedText(leaf);
    return make(value, leaf).map(([what, text]): Case => [what, withShared(proof.signed, leaf.at, text)]);
  });
}

const NOT_UTF8 = Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]);

export function nonUtf8(subject: Subject): Findings {
  const findings: string[] = [];
  let tried = 0;
  for (const fixture of subject.fixtures) {
    const proof = new Proof(subject, fixture);
    if (
      !proof.leaves.some(signsBody) ||
      proof.leaves.some((leaf) => !isSigned(leaf) && proofHeader(leaf) === undefined)
    )
      continue;
    tried += 1;
    const request = proof.sign({ ...fixture.request, body: NOT_UTF8 });
    if (!proof.passes(request)) findings.push(`${proof.name}: bytes that are no UTF-8, rightly signed, are refused`);
    const rewritten = Buffer.from(NOT_UTF8.toString('utf8'));
    if (proof.passes({ ...request, body: rewritten }))
      findings.push(`${proof.name}: bytes re-encoded on the way are accepted`);
  }
  return tried === 0 ? notApplicable('no signature covers the body') : findings;
}

export function whitespace(body: Uint8Array): Uint8Array | undefined {
  const text = Buffer.from(body).toString('utf8');
  try {
    const spaced = JSON.stringify(JSON.parse(text), null, 1);
    return Buffer.from(spaced === text ? `${text}\n` : spaced);
  } catch {
    return undefined;
  }
}

export const timed = (proof: Proof, sign: 1 | -1): Case[] =>
  proof.leaves.flatMap((leaf) => {
    const tolerance = toleranceMs(leaf);
    if (tolerance === undefined) return [];
    const receivedAtMs = NOW.getTime() + sign * (tolerance + 61_000);
    return [[`a message ${sign === 1 ? 'signed long ago' : 'of the future'}`, proof.signed, { receivedAtMs }] as Case];
  });

export const NO_SIGNATURE = 'nothing is signed';
