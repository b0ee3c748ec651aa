import { plain } from './plain.ts';

export type Cell = string | number | boolean | null | undefined;

/** A column: its title, and what stands in it. Numbers stand right. */
export type Columns<Row> = Readonly<Record<string, (row: Row) => Cell>>;

const GAP = '  ';
const WIDEST = 60;
const WIDE =
  /\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u;
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Columns a terminal takes for a text. */
export function widthOf(text: string): number {
  let width = 0;
  for (const { segment } of graphemes.segment(text)) width += WIDE.test(segment) ? 2 : 1;
  return width;
}

function cut(text: string): string {
  if (widthOf(text) <= WIDEST) return text;
  let kept = '';
  let width = 0;
  for (const { segment } of graphemes.segment(text)) {
    width += WIDE.test(segment) ? 2 : 1;
    if (width > WIDEST - 1) break;
    kept += segment;
  }
  return `${kept}…`;
}

export const cellText = (cell: Cell): string =>
  cell === null || cell === undefined || cell === ''
    ? '–'
    : cell === true
      ? 'yes'
      : cell === false
        ? 'no'
        : plain(String(cell));

const padded = (text: string, width: number, right: boolean): string => {
  const space = ' '.repeat(width - widthOf(text));
  return right ? space + text : text + space;
};

/** Rows under their titles. Ids are never cut: they are for copying. */
export function renderTable<Row>(rows: readonly Row[], columns: Columns<Row>, none = 'Nothing here.'): string {
  if (rows.length === 0) return none;
  const last = Object.keys(columns).length - 1;
  const parts = Object.entries(columns).map(([title, read], index) => {
    const cells = rows.map(read);
    // a long text at the end pushes nothing aside
    const texts = cells.map((cell) => (index === last ? cellText(cell) : cut(cellText(cell))));
    const right = cells.every((cell) => typeof cell === 'number' || cell === null || cell === undefined);
    return { title, texts, right, width: Math.max(...[title, ...texts].map(widthOf)) };
  });
  const line = (cells: readonly string[]) => cells.join(GAP).trimEnd();
  return [
    line(parts.map(({ title, width, right }) => padded(title.toUpperCase(), width, right))),
    ...rows.map((_row, index) =>
      line(parts.map(({ texts, width, right }) => padded(texts[index] ?? '', width, right))),
    ),
  ].join('\n');
}
