import fc from 'fast-check';

/** What may stand where something else is expected. */
const ODDITIES: readonly unknown[] = [
  null,
  true,
  false,
  '',
  '0',
  ' ',
  'x'.repeat(20_000),
  '\u0000',
  '\ud800',
  '__proto__',
  'constructor',
  '2026-13-45T99:99:99Z',
  0,
  -1,
  1.5,
  2 ** 60,
  1e300,
  [],
  {},
  [[]],
  [null],
  [{}],
  { '0': {} },
];

type Step = string | number;

/** Paths of all values inside, the whole included. Of long lists only some: the others are alike. */
export function pathsOf(
  value: unknown,
  at: readonly Step[] = [],
  found: (readonly Step[])[] = [],
): (readonly Step[])[] {
  found.push(at);
  if (Array.isArray(value)) {
    const step = Math.max(1, Math.floor(value.length / 8));
    for (let index = 0; index < value.length; index += step) pathsOf(value[index], [...at, index], found);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, one] of Object.entries(value)) pathsOf(one, [...at, key], found);
  }
  return found;
}

/** A copy with something else, or nothing, at a path. Shares what is not on the way. */
export function replaced(value: unknown, path: readonly Step[], by: { readonly value: unknown } | 'deleted'): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return by === 'deleted' ? null : by.value;
  if (Array.isArray(value)) {
    const copy = [...value];
    if (rest.length === 0 && by === 'deleted') copy.splice(Number(step), 1);
    else copy[Number(step)] = replaced(copy[Number(step)], rest, by);
    return copy;
  }
  const copy = { ...(value as Record<string, unknown>) };
  if (rest.length === 0 && by === 'deleted') delete copy[String(step)];
  else copy[String(step)] = replaced(copy[String(step)], rest, by);
  return copy;
}

export const parsed = (bytes: Uint8Array): { readonly json: unknown } | undefined => {
  try {
    return { json: JSON.parse(Buffer.from(bytes).toString('utf8')) };
  } catch {
    return undefined;
  }
};

/** Bodies with one thing wrong: cut off, a bit flipped, a value of another kind, a key that is gone. */
export function spoiltBodies(bytes: Uint8Array): fc.Arbitrary<Uint8Array> {
  const cut = fc.nat({ max: Math.max(0, bytes.length - 1) }).map((length) => bytes.slice(0, length));
  const garbled = fc
    .tuple(fc.nat({ max: Math.max(0, bytes.length - 1) }), fc.nat({ max: 255 }))
    .map(([at, byte]) => Uint8Array.from(bytes, (one, index) => (index === at ? byte : one)));
  const json = parsed(bytes);
  if (json === undefined) return fc.oneof(cut, garbled);
  const paths = fc.constantFrom(...pathsOf(json.json));
  const by = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...ODDITIES).map((value) => ({ value })) },
    { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }).map((value) => ({ value })) },
    { weight: 2, arbitrary: fc.constant('deleted' as const) },
  );
  const swapped = fc
    .tuple(paths, by)
    .map(([path, what]) => Buffer.from(JSON.stringify(replaced(json.json, path, what)) ?? 'null'));
  return fc.oneof({ weight: 6, arbitrary: swapped }, { weight: 1, arbitrary: cut }, { weight: 1, arbitrary: garbled });
}

const STRANGER = 'kirana_testkit_unknown_field';

/** Does a pointer fit a pattern, in which `*` is any step, and `**` at the end whatever is below? */
export function fits(pointer: string, pattern: string): boolean {
  const steps = pointer.split('/');
  if (pattern.endsWith('/**')) {
    const above = pattern.slice(0, -'/**'.length);
    return fits(steps.slice(0, above.split('/').length).join('/'), above);
  }
  const wanted = pattern.split('/');
  return steps.length === wanted.length && wanted.every((step, index) => step === '*' || step === steps[index]);
}

/** The same JSON with a field nobody knows in every object, but for those whose keys are data. */
export function withUnknownFields(value: unknown, maps: readonly string[], at = ''): unknown {
  if (Array.isArray(value)) return value.map((one, index) => withUnknownFields(one, maps, `${at}/${index}`));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, one]) => [key, withUnknownFields(one, maps, `${at}/${key}`)]);
  const isMap = maps.some((pattern) => fits(at, pattern));
  return Object.fromEntries(isMap ? entries : [...entries, [STRANGER, { of: ['a', { later: 1 }], version: null }]]);
}
