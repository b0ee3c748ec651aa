import { readFileSync } from 'node:fs';
import type { Cutter } from '@kirana/adapter';
import fc from 'fast-check';
import { type Check, type Findings, notApplicable } from '../check.ts';
import { malformedIn, told } from '../output.ts';
import { type Body, type Endpoint, eventEndpoint, normalise, type Subject } from '../subject.ts';
import { trapped } from '../traps.ts';

const SEED = 5;
const MOST_BODY_BYTES = 8 * 1_024 * 1_024;
const LARGE_FILE_BYTES = 12 * 1_024 * 1_024;
const PIECE_BYTES = 64 * 1_024;

interface File {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly body: Omit<Body, 'bytes'>;
}

function filesOf({ adapter, options, fixtures }: Subject, endpointName: string, endpoint: Endpoint): readonly File[] {
  const given = {
    zone: 'Asia/Kolkata',
    currency: 'INR',
    businessDayStart: '05:00',
    receivedAt: '2026-11-22T10:00:00.000Z',
  };
  const body = (name: string, settings: object): Omit<Body, 'bytes'> => ({
    name,
    endpointName,
    endpoint,
    given: {
      ...given,
      ...fixtures[0]?.given,
      endpoint: endpointName,
      settings: adapter.connectionSettings.parse(settings),
    },
    location: null,
    maps: [],
    fixture: undefined,
  });
  if (options.uploads !== undefined) {
    return options.uploads.map(({ file, settings = {} }) => {
      const name = file.pathname.slice(file.pathname.lastIndexOf('/') + 1);
      return { name, bytes: readFileSync(file), body: body(name, settings) };
    });
  }
  return fixtures
    .filter((one) => one.expect.route?.endpoint === endpointName && one.expect.throws === undefined)
    .map(({ name, request, given: { settings } }) => ({ name, bytes: request.body, body: body(name, settings) }));
}

const cutterOf = ({ body }: File): Cutter => {
  const cutter = body.endpoint.cut?.(body.given.settings);
  if (cutter === undefined) throw new Error('the endpoint cannot cut');
  return cutter;
};

interface Cut {
  readonly bodies: readonly string[];
  readonly completes: readonly string[];
}

function cutIn(file: File, sizes: Iterable<number>): Cut {
  const cutter = cutterOf(file);
  const bodies: string[] = [];
  // bytes as text of one letter each: compared fast, and no byte is lost
  const keep = (list: readonly Uint8Array[]): void =>
    void bodies.push(...list.map((one) => Buffer.from(one).toString('latin1')));
  let at = 0;
  for (const size of sizes) {
    if (at >= file.bytes.length) break;
    // a piece of its own, which is spoilt afterwards: a cutter must not keep what it does not own
    const piece = Uint8Array.from(file.bytes.subarray(at, at + size));
    keep(cutter.push(piece));
    piece.fill(0);
    at += size;
  }
  if (at < file.bytes.length) keep(cutter.push(file.bytes.slice(at)));
  const { bodies: last, completes } = cutter.end();
  keep(last);
  return { bodies, completes };
}

function* endlessly(size: number): Generator<number> {
  for (;;) yield size;
}

function anyPieces(file: File): string[] {
  const whole = cutIn(file, [file.bytes.length]);
  const same = (sizes: Iterable<number>): boolean => {
    const other = cutIn(file, sizes);
    return JSON.stringify(other) === JSON.stringify(whole);
  };
  if (file.bytes.length < 200_000 && !same(endlessly(1))) return [`${file.name}, byte by byte: other bodies`];
  const sizes = fc.array(fc.integer({ min: 1, max: Math.max(2, Math.floor(file.bytes.length / 3)) }), {
    maxLength: 40,
  });
  const bad = fc.sample(sizes, { numRuns: 40, seed: SEED }).find((one) => !same(one));
  return bad === undefined ? [] : [`${file.name}, in pieces of ${bad.slice(0, 6).join(', ')}…: other bodies`];
}

function understood(file: File): string[] {
  const { bodies } = cutIn(file, endlessly(PIECE_BYTES));
  return bodies.flatMap((text, index) => {
    try {
      const out = normalise({ ...file.body, bytes: Buffer.from(text, 'latin1') });
      return malformedIn(out).map((one) => `${file.name}, body ${index + 1}: ${one}`);
    } catch (error) {
      return [`${file.name}, body ${index + 1}: ${told(error)}`];
    }
  });
}

/** A much longer file of the same lines; undefined for what is not made of lines. */
function lengthened(bytes: Uint8Array): Uint8Array | undefined {
  const text = Buffer.from(bytes);
  const first = text.indexOf(0x0a) + 1;
  const last = text.lastIndexOf(0x0a) + 1;
  const isDocument = /^\s*(\[|\{\s*$)/.test(text.subarray(0, first).toString('latin1'));
  if (first === 0 || last <= first || isDocument) return undefined;
  const rows = text.subarray(first, last);
  const times = Math.ceil(LARGE_FILE_BYTES / rows.length);
  return Buffer.concat([text.subarray(0, first), ...Array.from({ length: times }, () => rows)]);
}

function bounded(file: File): string[] | undefined {
  const long = lengthened(file.bytes);
  const bytes = long ?? file.bytes;
  const cutter = cutterOf(file);
  let largest = 0;
  let handedOut = 0;
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
    for (const body of cutter.push(bytes.subarray(at, at + PIECE_BYTES))) {
      largest = Math.max(largest, body.length);
      handedOut += body.length;
    }
  }
  for (const body of cutter.end().bodies) largest = Math.max(largest, body.length);
  const mebibytes = Math.ceil(largest / 1_048_576);
  if (largest > MOST_BODY_BYTES) return [`${file.name}: a body of ${mebibytes} MiB`];
  if (long !== undefined && handedOut < bytes.length / 2)
    return [`${file.name}, made longer: most of it is kept until the end`];
  return [];
}

const cutting =
  (work: (file: File) => readonly string[] | undefined) =>
  (subject: Subject): Findings => {
    const { upload } = subject.adapter.manifest.capabilities;
    const endpoint = upload === undefined ? undefined : eventEndpoint(subject.adapter, upload.endpoint);
    if (upload === undefined || endpoint?.cut === undefined) return notApplicable('no uploads are declared');
    const files = filesOf(subject, upload.endpoint, endpoint);
    return files.length === 0
      ? ['there is no file to cut: give options.uploads']
      : files.flatMap((file) => work(file) ?? []);
  };

export const CUT_CHECKS: readonly Check[] = [
  {
    id: 'cut/any-pieces',
    title: 'a file gives the same bodies, however it is pieced',
    why: 'where a network cuts must not decide what a file says',
    run: cutting(anyPieces),
  },
  {
    id: 'cut/understood',
    title: 'every body that is cut can be understood by itself',
    why: 'each becomes a delivery of its own',
    run: cutting(understood),
  },
  {
    id: 'cut/pure',
    title: 'cutting has no clock, chance, network or files',
    why: 'a file that is read again gives the same bodies',
    run: cutting((file) =>
      trapped(() => cutIn(file, [file.bytes.length])).sprung.map((call) => `${file.name}: ${call}`),
    ),
  },
  {
    id: 'cut/bounded',
    title: 'no body is larger than 8 MiB, and a long file is handed out as it comes',
    why: 'a file of a gigabyte must go through a server of little memory',
    run: cutting(bounded),
  },
];
