import type { Readable } from 'node:stream';

/** A file that is not, or no longer, as it was listed: it is looked at again later. */
export class FileLeft extends Error {}

/** A file that was laid down for a connection. */
export interface DroppedFile {
  readonly connectionId: string;
  /** Of the connection; undefined: its only one. */
  readonly location: string | undefined;
  readonly name: string;
  /** The same for the same file, another one when it is laid down anew. */
  readonly identity: string;
  /** Its bytes, of just the file that was listed. Read it to its end or destroy it. */
  open(): Promise<Readable>;
  /** Moves it to `done` or `failed`, and lays the report beside it. A newer file of its name stays. */
  settle(outcome: 'done' | 'failed', report: string): Promise<void>;
}

/** Where files are laid down: `<connection>/<file>`, or `<connection>/<location>/<file>`. */
export interface DropPlace {
  readonly origin: 'folder' | 's3';
  readonly pollMs: number;
  /** Files that are whole. What cannot be looked into is told, and does not keep the others. */
  list(onTrouble: (error: unknown) => void): Promise<readonly DroppedFile[]>;
  close(): void;
}

const MEDIA_TYPES: ReadonlyMap<string, string> = new Map([
  ['csv', 'text/csv'],
  ['tsv', 'text/tab-separated-values'],
  ['txt', 'text/plain'],
  ['json', 'application/json'],
  ['ndjson', 'application/x-ndjson'],
  ['jsonl', 'application/x-ndjson'],
]);

/** What a file is, by the end of its name; undefined: none that is taken, such as one that is still being copied. */
export const mediaTypeOf = (name: string): string | undefined =>
  name.startsWith('.') || name.endsWith(REPORT)
    ? undefined
    : MEDIA_TYPES.get(name.slice(name.lastIndexOf('.') + 1).toLowerCase());

export const REPORT = '.report.json';
/** Folders of ours: no locations. */
export const SETTLED: ReadonlySet<string> = new Set(['done', 'failed', 'taking']);
