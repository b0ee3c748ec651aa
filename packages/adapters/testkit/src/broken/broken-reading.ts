import { AdapterError, type Change, isJsonObject, type Normalised, parseJson } from '@kirana/adapter';
import { type Broken, reading } from './broken.ts';

const withChanges = (out: Normalised, change: (one: Change) => Change): Normalised => ({
  ...out,
  changes: out.changes.map(change),
});

const readsClock: Broken = {
  fault: 'reads the clock while it normalises',
  adapter: reading((normalise) => (bytes, given) => {
    const late = Date.now() < Date.parse(given.receivedAt) - 1e15;
    return late ? { changes: [], problems: [], snapshotOf: [] } : normalise(bytes, given);
  }),
  fails: ['normalise/no-outside'],
};

const spoilsInput: Broken = {
  fault: 'writes into the bytes it is given',
  adapter: reading((normalise) => (bytes, given) => {
    const out = normalise(bytes, given);
    bytes.fill(0x20);
    return out;
  }),
  fails: ['normalise/pure'],
};

const throwsAtUnknown: Broken = {
  fault: 'throws at an event of an unknown type',
  adapter: reading((normalise, name) => (bytes, given) => {
    const body = name === 'event' ? parseJson(bytes) : null;
    if (
      isJsonObject(body ?? undefined) &&
      !['item.saved', 'stock.counted', 'store.switched'].includes(String((body as { type?: unknown }).type))
    ) {
      throw new AdapterError('schema', 'an unknown event');
    }
    return normalise(bytes, given);
  }),
  fails: ['normalise/unknown-event'],
};

const losesDigits: Broken = {
  fault: 'computes money with floats',
  adapter: reading(
    (normalise) => (bytes, given) =>
      withChanges(normalise(bytes, given), (one) => {
        if (one.kind !== 'item.upserted' || typeof one.listing.priceMinor !== 'number') return one;
        const float = Math.trunc((one.listing.priceMinor / 100) * 100);
        return { ...one, listing: { ...one.listing, priceMinor: float } };
      }),
  ),
  fails: ['normalise/expected'],
};

const strictBodies: Broken = {
  fault: 'refuses a body with a field it does not know',
  adapter: reading((normalise, name) => (bytes, given) => {
    const body = parseJson(bytes);
    const known = ['account', 'store', 'id', 'type', 'data', 'rows', 'next', 'rev'];
    const stray = isJsonObject(body) && name !== 'poke' && Object.keys(body).some((key) => !known.includes(key));
    if (stray) throw new AdapterError('schema', 'an unknown field');
    return normalise(bytes, given);
  }),
  fails: ['normalise/unknown-fields'],
};

const wrongPaths: Broken = {
  fault: 'points to where nothing is',
  adapter: reading((normalise) => (bytes, given) => {
    const out = normalise(bytes, given);
    return { ...out, problems: out.problems.map((one) => ({ ...one, path: one.path.replaceAll('/', '.').slice(1) })) };
  }),
  fails: ['normalise/expected', 'normalise/paths', 'normalise/problem-paths'],
};

const trustsReceipt: Broken = {
  fault: 'takes the time of receipt for the time of the count',
  adapter: reading(
    (normalise) => (bytes, given) =>
      withChanges(normalise(bytes, given), (one) =>
        one.kind === 'stock.reported' ? { ...one, observedAt: given.receivedAt } : one,
      ),
  ),
  fails: ['normalise/expected', 'converge/any-order', 'converge/any-repetition'],
};

const unversioned: Broken = {
  fault: 'leaves out the revision it declares',
  adapter: reading(
    (normalise) => (bytes, given) =>
      withChanges(normalise(bytes, given), (one) => {
        if (one.kind !== 'item.upserted') return one;
        const { version: _version, ...rest } = one;
        return rest;
      }),
  ),
  fails: ['normalise/expected', 'normalise/versions', 'converge/any-order'],
};

const throwsTypeError: Broken = {
  fault: 'throws a TypeError at a body of another shape',
  adapter: reading((normalise, name) => (bytes, given) => {
    const out = normalise(bytes, given);
    if (name === 'event') (JSON.parse(Buffer.from(bytes).toString()) as { type: string }).type.toLowerCase();
    return out;
  }),
  fails: ['normalise/fuzz'],
};

const hookDiffers: Broken = {
  fault: 'reads a price of a message otherwise than one of a pull',
  adapter: reading(
    (normalise, name) => (bytes, given) =>
      withChanges(normalise(bytes, given), (one) =>
        one.kind === 'item.upserted' && name === 'list' && typeof one.listing.priceMinor === 'number'
          ? { ...one, listing: { ...one.listing, priceMinor: one.listing.priceMinor * 100 } }
          : one,
      ),
  ),
  fails: ['converge/hook-is-pull'],
};

export const BROKEN_READING: readonly Broken[] = [
  readsClock,
  spoilsInput,
  throwsAtUnknown,
  losesDigits,
  strictBodies,
  wrongPaths,
  trustsReceipt,
  unversioned,
  throwsTypeError,
  hookDiffers,
];
