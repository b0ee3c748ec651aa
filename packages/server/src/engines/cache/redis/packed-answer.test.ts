import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packAnswer, unpackAnswer } from './packed-answer.ts';

const bytes = fc.uint8Array({ maxLength: 50 }).map((array) => Buffer.from(array));
const answer = fc.record({
  version: fc.maxSafeNat(),
  etag: fc.string({ unit: 'binary' }),
  body: bytes,
  freshUntilMs: fc.option(fc.maxSafeNat()),
  versionToken: fc.string(),
});

test('what is packed is unpacked, whatever it is', () => {
  fc.assert(
    fc.property(answer, (given) => {
      expect(unpackAnswer(packAnswer(given))).toEqual(given);
    }),
  );
});

test('a cut or lengthened packing is a miss', () => {
  fc.assert(
    fc.property(answer, fc.nat(), (given, cut) => {
      const packed = packAnswer(given);
      expect(unpackAnswer(Buffer.concat([packed, Buffer.of(0)]))).toBeUndefined();
      expect(unpackAnswer(packed.subarray(0, cut % packed.length))).toBeUndefined();
    }),
  );
});

test('arbitrary bytes never throw', () => {
  fc.assert(
    fc.property(bytes, (given) => {
      expect(unpackAnswer(Buffer.concat([Buffer.of(2), given]))).toBeUndefined();
    }),
  );
});
