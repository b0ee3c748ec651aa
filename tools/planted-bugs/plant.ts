import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PlantedBug } from './planted-bug.ts';

/** The file with the bug in it. @throws when the text to change is not there exactly once. */
export function withBug({ name, file, find, replace }: PlantedBug, text: string): string {
  const times = text.split(find).length - 1;
  if (times !== 1) throw new Error(`${name}: its text is ${times} times in ${file}: ${find}`);
  return text.replace(find, () => replace);
}

/** Breaks the file in a copy of the repository. @returns what mends it again */
export function plant(folder: string, bug: PlantedBug): () => void {
  const path = join(folder, bug.file);
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, withBug(bug, text));
  return () => writeFileSync(path, text);
}
