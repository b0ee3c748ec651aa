import { readdirSync, readFileSync } from 'node:fs';
import type { Change, ChangeProblem, HookRequest, Route, SnapshotKind } from '@kirana/adapter';

/** One recorded message, and what is to be made of it. */
export interface Fixture {
  /** Name of the file. */
  readonly name: string;
  /** The whole file as text, for the search for secrets. */
  readonly text: string;
  readonly meta: {
    readonly provider: string;
    readonly recordedAt: string;
    readonly redacted: boolean;
    readonly note?: string;
  };
  readonly request: HookRequest;
  readonly given: {
    readonly zone: string;
    readonly currency: string;
    readonly businessDayStart: string;
    readonly receivedAt: string;
    readonly settings: Readonly<Record<string, unknown>>;
  };
  readonly sourceSettings: Readonly<Record<string, unknown>>;
  readonly expect: {
    readonly route: Route | null;
    readonly changes: readonly Change[];
    readonly problems: readonly ChangeProblem[];
    readonly snapshotOf: readonly SnapshotKind[];
    /** `schema`: the whole body is refused. */
    readonly throws?: 'schema';
  };
  /** It says how things are, not by how much they changed: any order and repetition gives the same. */
  readonly absolute: boolean;
  /** JSON pointers of objects whose keys are data (`*` for any step, `**` at the end for all below): an unknown key there is no unknown field. */
  readonly maps: readonly string[];
}

const KEYS: Readonly<Record<string, readonly string[]>> = {
  '': ['meta', 'request', 'given', 'sourceSettings', 'expect', 'absolute', 'maps'],
  meta: ['provider', 'recordedAt', 'redacted', 'note'],
  request: ['method', 'path', 'query', 'headers', 'body', 'bodyBase64'],
  given: ['zone', 'currency', 'businessDayStart', 'receivedAt', 'settings'],
  expect: ['route', 'changes', 'problems', 'snapshotOf', 'throws'],
};

type Parts = Readonly<Record<string, unknown>>;

const isParts = (value: unknown): value is Parts =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function unknownKeyIn(file: Parts): string | undefined {
  for (const [part, known] of Object.entries(KEYS)) {
    const value = part === '' ? file : file[part];
    if (!isParts(value)) return `"${part}" is missing`;
    const stray = Object.keys(value).find((key) => !known.includes(key));
    if (stray !== undefined) return `unknown key "${part === '' ? '' : `${part}.`}${stray}"`;
  }
  return undefined;
}

const lowerKeys = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

function bodyOf({ body, bodyBase64 }: { body?: string; bodyBase64?: string }): Buffer {
  return bodyBase64 === undefined ? Buffer.from(body ?? '') : Buffer.from(bodyBase64, 'base64');
}

/** @throws Error naming what is wrong with the file */
function readFixture(name: string, text: string): Fixture {
  const file: unknown = JSON.parse(text);
  if (!isParts(file)) throw new Error('it is not an object');
  const stray = unknownKeyIn({ given: {}, ...file });
  if (stray !== undefined) throw new Error(stray);
  const { meta, request, given, sourceSettings, expect, absolute, maps } = file as unknown as Omit<
    Fixture,
    'request'
  > & {
    request: Partial<HookRequest> & { body?: string; bodyBase64?: string };
  };
  return {
    name,
    text,
    meta,
    request: {
      method: request.method ?? 'POST',
      path: request.path ?? '',
      query: request.query ?? {},
      headers: lowerKeys(request.headers ?? {}),
      body: bodyOf(request as { body?: string; bodyBase64?: string }),
    },
    given: {
      zone: given?.zone ?? 'Asia/Kolkata',
      currency: given?.currency ?? 'INR',
      businessDayStart: given?.businessDayStart ?? '05:00',
      receivedAt: given?.receivedAt ?? meta.recordedAt,
      settings: given?.settings ?? {},
    },
    sourceSettings: sourceSettings ?? {},
    expect: {
      route: expect.route ?? null,
      changes: expect.changes ?? [],
      problems: expect.problems ?? [],
      snapshotOf: expect.snapshotOf ?? [],
      ...(expect.throws === undefined ? {} : { throws: expect.throws }),
    },
    absolute: absolute ?? false,
    maps: maps ?? [],
  };
}

export interface LoadedFixtures {
  readonly fixtures: readonly Fixture[];
  /** Files that are no fixtures, and why. */
  readonly unreadable: readonly string[];
}

/** All `*.json` of a folder, by name. A folder that is not there has none. */
export function loadFixtures(folder: URL): LoadedFixtures {
  const fixtures: Fixture[] = [];
  const unreadable: string[] = [];
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return { fixtures, unreadable: [`there is no folder ${folder.pathname}`] };
  }
  for (const name of names.filter((one) => one.endsWith('.json')).sort()) {
    try {
      fixtures.push(readFixture(name, readFileSync(new URL(name, folder), 'utf8')));
    } catch (error) {
      unreadable.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return { fixtures, unreadable };
}
