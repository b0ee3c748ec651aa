import { type Cell, cellText, widthOf } from './table.ts';

/** One thing: a line for each of its fields. */
export function renderFields(fields: Readonly<Record<string, Cell>>): string {
  const width = Math.max(...Object.keys(fields).map(widthOf));
  return Object.entries(fields)
    .map(([name, value]) => `${name.padEnd(width)}  ${cellText(value)}`)
    .join('\n');
}
