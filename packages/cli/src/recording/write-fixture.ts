import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Knowledge, type Message, redactMessage } from './redact-message.ts';

/** What fixtures are read against. */
export interface Given {
  readonly zone: string;
  readonly currency: string;
  readonly businessDayStart: string;
}

export interface RecordingOptions {
  /** Folder of the fixtures; made when it is not there. */
  readonly folder: string;
  readonly provider: string;
  readonly given: Given;
  readonly knowledge: Knowledge;
  /** Suspects that a person has looked at: they are no secrets. */
  readonly allow: readonly string[];
}

export type Recorded =
  | { readonly file: string; readonly suspects: readonly [] }
  /** Not written: these places look like a secret. */
  | { readonly file: null; readonly suspects: readonly string[] };

/** A body that would change on its way through text is kept as base64. */
function bodyOf(body: Uint8Array): { body: string } | { bodyBase64: string } {
  const text = Buffer.from(body).toString('utf8');
  return Buffer.from(text).equals(Buffer.from(body))
    ? { body: text }
    : { bodyBase64: Buffer.from(body).toString('base64') };
}

/** "item-stock-3.json": the next that is not there yet. */
async function nextName(folder: string, path: string): Promise<string> {
  const stem =
    path
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-+|-+$/g, '')
      .slice(0, 60) || 'message';
  const there = new Set(await readdir(folder));
  for (let number = 1; ; number += 1) {
    const name = `${stem}-${number}.json`;
    if (!there.has(name)) return name;
  }
}

/** Writes one message as a fixture of the conformance kit, unless something in it still looks like a secret. */
export async function recordMessage(message: Message, receivedAt: Date, options: RecordingOptions): Promise<Recorded> {
  const { folder, provider, given, knowledge, allow } = options;
  const { message: clean, suspects } = redactMessage(message, knowledge);
  const left = suspects.filter((place) => !allow.includes(place));
  if (left.length > 0) return { file: null, suspects: left };
  const { method, path, query, headers, body } = clean;
  const fixture = {
    meta: {
      provider,
      recordedAt: receivedAt.toISOString(),
      redacted: true,
      note: 'Recorded. Say what it shows, and under "expect" what is to be made of it.',
    },
    request: { method, path, query, headers, ...bodyOf(body) },
    given: { ...given, receivedAt: receivedAt.toISOString(), settings: {} },
    sourceSettings: {},
    expect: { route: null, changes: [], problems: [], snapshotOf: [] },
    absolute: false,
  };
  await mkdir(folder, { recursive: true });
  const file = join(folder, await nextName(folder, path));
  await writeFile(file, `${JSON.stringify(fixture, null, 2)}\n`, { flag: 'wx' });
  return { file, suspects: [] };
}
