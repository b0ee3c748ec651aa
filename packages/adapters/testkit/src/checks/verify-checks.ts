import { type Check, notApplicable } from '../check.ts';
import { addressOf, Proof, signsUrl } from '../proof.ts';
import {
  type Case,
  flipped,
  isSigned,
  mustFail,
  NO_SIGNATURE,
  nearMisses,
  nonUtf8,
  perHeader,
  retold,
  timed,
  whitespace,
  withoutProof,
} from '../verify-cases.ts';

export const VERIFY_CHECKS: readonly Check[] = [
  {
    id: 'verify/good-passes',
    title: 'a message with its proof passes',
    why: 'a verification that refuses everything is no verification',
    run(subject) {
      if (subject.fixtures.length === 0) return notApplicable('there are no fixtures');
      return subject.fixtures.flatMap((fixture) => {
        const proof = new Proof(subject, fixture);
        const allowUnsigned = proof.leaves.every((leaf) => leaf.kind === 'unsigned');
        return proof.passes(proof.signed, { allowUnsigned }) ? [] : [`${proof.name} is refused`];
      });
    },
  },
  {
    id: 'verify/flipped-bit',
    title: 'a flipped bit in the body is refused',
    why: 'otherwise whoever sits between can change prices',
    run: (subject) =>
      mustFail(subject, 'no signature covers the body', (proof) =>
        proof.leaves.some(isSigned) && proof.signed.body.length > 0
          ? [0, 1, 7].map((step): Case => {
              const bit = Math.floor((proof.signed.body.length * 8 - 1) * (step / 7));
              return [`bit ${bit} flipped`, { ...proof.signed, body: flipped(proof.signed.body, bit) }];
            })
          : [],
      ),
  },
  {
    id: 'verify/changed-whitespace',
    title: 'the same JSON with other white space is refused',
    why: 'a signature is over bytes: one that is made again from parsed JSON proves nothing',
    run: (subject) =>
      mustFail(subject, 'no signature covers a JSON body', (proof) => {
        const body = proof.leaves.some(isSigned) ? whitespace(proof.signed.body) : undefined;
        return body === undefined ? [] : [['other white space', { ...proof.signed, body }]];
      }),
  },
  {
    id: 'verify/changed-url',
    title: 'a signed address that was changed is refused',
    why: 'a message for one store must not count for another',
    run: (subject) =>
      mustFail(subject, 'no signature covers the address', (proof) =>
        proof.leaves.some(signsUrl)
          ? [['another address', proof.signed, { publicUrl: `${addressOf(proof.signed)}x` }]]
          : [],
      ),
  },
  {
    id: 'verify/missing-proof',
    title: 'a message without its proof, or with an empty one, is refused',
    why: 'the first thing anybody tries',
    run: (subject) =>
      mustFail(subject, 'messages prove nothing', (proof) => [
        ...proof.leaves
          .filter((leaf) => leaf.kind !== 'unsigned')
          .map((leaf): Case => [`no ${leaf.kind}`, withoutProof(proof.signed, leaf)]),
        ...perHeader(proof, () => [['an empty header', '']]),
        ...retold(proof, () => [['an empty secret', '']]),
      ]),
  },
  {
    id: 'verify/short-signature',
    title: 'the beginning of a signature is refused',
    why: 'a comparison that stops at the shorter one lets a single letter pass',
    run: (subject) =>
      mustFail(subject, NO_SIGNATURE, (proof) =>
        perHeader(proof, (value, leaf) =>
          isSigned(leaf)
            ? [
                ['a signature without its end', value.slice(0, -4)],
                ['a signature of eight letters', value.slice(0, Math.max(1, value.length - 40))],
              ]
            : [],
        ),
      ),
  },
  {
    id: 'verify/garbage-signature',
    title: 'nonsense in the place of a signature is refused',
    why: 'a parser of signatures that throws or gives up must not let pass',
    run: (subject) =>
      mustFail(subject, NO_SIGNATURE, (proof) =>
        perHeader(proof, (value, leaf) =>
          isSigned(leaf)
            ? ['garbage', 'ÿþ☃', '='.repeat(200), ',,,,', 'null', '0'.repeat(value.length), `${value}00`].map(
                (text): [string, string] => [`"${text.slice(0, 12)}"`, text],
              )
            : [],
        ),
      ),
  },
  {
    id: 'verify/duplicated-signature',
    title: 'a proof that stands twice in its header is refused',
    why: 'two headers of one name reach us as one text: which of them counts must not be anybody’s choice',
    run: (subject) =>
      mustFail(subject, 'no proof stands alone in a header', (proof) =>
        perHeader(proof, (value, leaf) =>
          leaf.kind === 'standard-webhooks' || (leaf.kind === 'hmac' && leaf.composite !== undefined)
            ? []
            : [['a proof given twice', `${value}, ${value}`]],
        ),
      ),
  },
  {
    id: 'verify/wrong-secret',
    title: 'a proof made with another secret is refused',
    why: 'the secret of another tenant is another secret',
    run: (subject) =>
      mustFail(subject, 'messages prove nothing', (proof) =>
        proof.leaves.some((leaf) => leaf.kind !== 'unsigned')
          ? [['another secret', proof.signed, { secrets: proof.otherSecrets('other tenant') }]]
          : [],
      ),
  },
  {
    id: 'verify/near-miss',
    title: 'a shared secret that is nearly right is refused',
    why: 'prefixes, blanks and capitals are not to be forgiven in a secret',
    run: (subject) =>
      mustFail(subject, 'there is no shared secret', (proof) => [
        ...perHeader(proof, nearMisses),
        ...retold(proof, nearMisses),
      ]),
  },
  {
    id: 'verify/no-secret',
    title: 'without a secret nothing passes',
    why: 'a source that is half set up must stay closed, not open',
    run: (subject) =>
      mustFail(subject, 'messages prove nothing', (proof) =>
        proof.leaves.some((leaf) => leaf.kind !== 'unsigned')
          ? [
              ['no secret', proof.signed, { secrets: {} }],
              [
                'an empty list of secrets',
                proof.signed,
                { secrets: Object.fromEntries(Object.keys(proof.secrets).map((name) => [name, []])) },
              ],
              [
                'an empty secret',
                proof.signed,
                { secrets: Object.fromEntries(Object.keys(proof.secrets).map((name) => [name, ['']])) },
              ],
            ]
          : [],
      ),
  },
  {
    id: 'verify/rotation',
    title: 'while a secret is changed, the one before it is accepted too',
    why: 'messages of the minutes between are not to be lost',
    run(subject) {
      let tried = 0;
      const findings = subject.fixtures.flatMap((fixture) => {
        const proof = new Proof(subject, fixture);
        if (proof.leaves.some((leaf) => leaf.kind === 'unsigned')) return [];
        tried += 1;
        const next = proof.otherSecrets('next');
        const both = Object.fromEntries(
          Object.entries(proof.secrets).map(([name, old]) => [name, [...(next[name] ?? []), ...old]]),
        );
        return proof.passes(proof.signed, { secrets: both }) ? [] : [`${proof.name}: the previous secret is refused`];
      });
      return tried === 0 ? notApplicable('messages prove nothing') : findings;
    },
  },
  {
    id: 'verify/stale',
    title: 'a message that was signed too long ago is refused',
    why: 'a recorded message must not work for ever',
    run: (subject) => mustFail(subject, 'no time is signed', (proof) => timed(proof, 1)),
  },
  {
    id: 'verify/future',
    title: 'a message of the future is refused',
    why: 'it would stay fresh for as long as its sender likes',
    run: (subject) => mustFail(subject, 'no time is signed', (proof) => timed(proof, -1)),
  },
  {
    id: 'verify/non-utf8',
    title: 'bytes that are no text are verified as they are',
    why: 'what is decoded and encoded again is not what was signed',
    run: nonUtf8,
  },
  {
    id: 'verify/unsigned-refused',
    title: 'messages that prove nothing are refused unless the operator allows them',
    why: 'an open door has to be somebody’s decision',
    run: (subject) =>
      mustFail(subject, 'every message proves where it comes from', (proof) =>
        proof.leaves.some((leaf) => leaf.kind === 'unsigned') ? [['a message that proves nothing', proof.signed]] : [],
      ),
  },
];
