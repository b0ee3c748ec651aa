import { type Measured, passes } from './result.ts';

const HEADINGS = ['', 'bench', 'engines', 'ratio', 'bar', 'value', 'baseline', ''] as const;
const RIGHT = new Set([3, 5, 6]);

/** Large figures as whole numbers, small ones with as many digits as tell something. */
export function figure(value: number): string {
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en-US');
  return String(Number(value.toPrecision(3)));
}

const MARKS = new Map<boolean | null, string>([
  [true, '✓'],
  [false, '✗'],
  [null, '·'],
]);

const notes = ({ counts = {}, note = '' }: Measured): string =>
  [...Object.entries(counts).map(([name, count]) => `${name} ${count.toLocaleString('en-US')}`), note]
    .filter((text) => text !== '')
    .join(', ');

function cells(measured: Measured): string[] {
  const { name, engines, ratio, bar, value, unit, baseline } = measured;
  return [
    MARKS.get(passes(measured)) ?? '',
    name,
    engines,
    ratio === null ? '' : ratio.toFixed(2),
    bar === null ? '' : `${bar.at === 'least' ? '≥' : '≤'} ${bar.ratio}`,
    `${figure(value)} ${unit}`,
    baseline === null ? '' : `${figure(baseline)} ${unit}`,
    notes(measured),
  ];
}

/** What people read. */
export function table(results: readonly Measured[]): string {
  const rows = [[...HEADINGS], ...results.map(cells)];
  const widths = HEADINGS.map((_heading, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          RIGHT.has(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
