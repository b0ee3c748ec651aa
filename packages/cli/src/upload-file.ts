import { openAsBlob } from 'node:fs';
import { access, constants } from 'node:fs/promises';
import { extname } from 'node:path';
import { CommandError } from './failure.ts';

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.csv': 'text/csv',
  '.tsv': 'text/tab-separated-values',
  '.txt': 'text/plain',
  '.json': 'application/json',
  '.ndjson': 'application/x-ndjson',
  '.jsonl': 'application/x-ndjson',
};

/** What a file is by its name. @throws CommandError when the name does not tell */
export function mediaTypeOfFile(file: string): string {
  const type = MEDIA_TYPES[extname(file).toLowerCase()];
  if (type !== undefined) return type;
  const next = 'Say it with --type, such as --type text/csv.';
  throw new CommandError('usage', 'FILE_TYPE_UNKNOWN', `The name of ${file} does not say what it is.`, next);
}

/** A file that is read while it is sent, and can be sent again. @throws CommandError */
export async function openFile(file: string): Promise<Blob> {
  try {
    await access(file, constants.R_OK);
    return await openAsBlob(file);
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? 'it cannot be read';
    throw new CommandError('usage', 'FILE_UNREADABLE', `${file}: ${code}`, 'Check the path.');
  }
}
