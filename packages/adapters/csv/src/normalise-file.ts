import type { Given, Normalised } from '@kirana/adapter';
import { cutFile } from './cutting/cut-file.ts';
import { isPart } from './cutting/part.ts';
import { readPart } from './reading/read-part.ts';
import { readRows } from './reading/read-rows.ts';
import type { ConnectionSettings } from './settings.ts';

/** A part that `cut` made, or a whole file that was posted: that one is cut here, and then is all there is. */
export function normaliseFile(bytes: Uint8Array, given: Given<ConnectionSettings>): Normalised {
  if (isPart(bytes)) return { ...readRows(readPart(bytes, given.settings), given), snapshotOf: [] };
  const cutter = cutFile(given.settings);
  const bodies = [...cutter.push(bytes)];
  const { bodies: last, completes } = cutter.end();
  const read = [...bodies, ...last].map((body) => readRows(readPart(body, given.settings), given));
  return {
    changes: read.flatMap(({ changes }) => changes),
    problems: read.flatMap(({ problems }) => problems),
    snapshotOf: completes,
  };
}
