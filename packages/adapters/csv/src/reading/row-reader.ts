import { type ChangeProblem, CleanText, pointerStep } from '@kirana/adapter';
import type { Field } from '../fields.ts';
import type { ConnectionSettings } from '../settings.ts';
import type { Places } from './places.ts';
import { type Cell, LIST_MARK } from './table.ts';
import { visibleText } from './visible-text.ts';

const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;
/** Neither a formula nor space around it, and nothing hidden in it. */
const PLAIN = /^[A-Za-z0-9](?:[\x20-\x7e]*[\x21-\x7e])?$/;
const isClean = (text: string): boolean => PRINTABLE_ASCII.test(text) || CleanText.safeParse(text).success;

/** What a spreadsheet would compute. A lone sign is a way to say "nothing". */
const FORMULA = /^[=+\-@].|^[=@]$/s;
const NUMBER = /^[+-]?[\d.,\s]*\d[\d.,\s]*%?$/;
const isFormula = (text: string): boolean => FORMULA.test(text) && !NUMBER.test(text);

/** One row at a time, field by field. */
export class RowReader {
  readonly settings: ConnectionSettings;
  readonly problems: ChangeProblem[] = [];
  readonly #places: Places;
  readonly #pointers: readonly string[];
  #cells: readonly Cell[] = [];
  /** Where the row at hand stands. */
  path = '';
  /** Set once it is read; problems of the row carry it. */
  externalId: string | null = null;

  constructor(settings: ConnectionSettings, places: Places, header: readonly string[]) {
    this.settings = settings;
    this.#places = places;
    this.#pointers = header.map((column) => pointerStep(column));
  }

  begin(path: string, cells: readonly Cell[]): void {
    this.path = path;
    this.externalId = null;
    this.#cells = cells;
  }

  isMapped(field: Field): boolean {
    return this.#places.fields.has(field) || this.settings.defaults[field] !== undefined;
  }

  /** The row is left out. */
  refuse(message: string): void {
    this.problems.push({ path: this.path, externalId: this.externalId, message });
  }

  /** One field of the row is left out. */
  complain(field: Field, message: string): void {
    const [place] = this.#places.fields.get(field) ?? [];
    this.#complainAt(place, message);
  }

  /** Text of a field, trimmed; empty where the cell is. Undefined: the row says nothing of it, or nothing that can be used. */
  text(field: Field, most = 500): string | undefined {
    const places = this.#places.fields.get(field);
    if (places === undefined) return this.settings.defaults[field];
    // most fields are one cell of plain text
    const cell = places.length === 1 ? this.#cells[places[0] as number] : undefined;
    if (cell !== undefined && cell !== '' && cell.length <= most && PLAIN.test(cell)) return cell;
    const given = this.texts(field, most);
    return given === undefined ? undefined : given.join(field === 'externalId' ? '|' : ' ');
  }

  /** Each column of a field that is not empty. */
  texts(field: Field, most = 500): string[] | undefined {
    const places = this.#places.fields.get(field);
    const fallback = this.settings.defaults[field];
    if (places === undefined) return fallback === undefined ? undefined : fallback === '' ? [] : [fallback];
    let isThere = false;
    const texts: string[] = [];
    for (const place of places) {
      const cell = this.#cells[place];
      if (cell === undefined) continue;
      isThere = true;
      for (const part of cell.includes(LIST_MARK) ? cell.split(LIST_MARK) : [cell]) {
        const text = field === 'externalId' ? part.trim() : visibleText(part);
        if (text === '') continue;
        if (!this.#isUsable(place, text, most)) return undefined;
        texts.push(text);
      }
    }
    if (texts.length > 0) return texts;
    if (fallback !== undefined) return fallback === '' ? [] : [fallback];
    return isThere ? [] : undefined;
  }

  /** Several values, in one cell or in several. */
  list(field: Field, most: number, mostValues: number): string[] | undefined {
    const texts = this.texts(field, 10_000);
    if (texts === undefined) return undefined;
    const { listSeparator } = this.settings;
    if (texts.length === 1 && texts[0]?.includes(listSeparator) === false && texts[0].length <= most) return texts;
    const values = texts.flatMap((text) => text.split(listSeparator).map((value) => value.trim()));
    const kept = [...new Set(values.filter((value) => value !== ''))];
    if (kept.some((value) => value.length > most) || kept.length > mostValues) {
      this.complain(field, `more than ${mostValues} values, or one longer than ${most} characters; left as it was`);
      return undefined;
    }
    return kept;
  }

  flag(field: Field): boolean | undefined {
    const text = this.text(field)?.toLowerCase();
    if (text === undefined || text === '') return undefined;
    if (this.settings.yes.some((word) => word.toLowerCase() === text)) return true;
    if (this.settings.no.some((word) => word.toLowerCase() === text)) return false;
    this.complain(field, 'neither one of the words for yes nor one for no; left as it was');
    return undefined;
  }

  /** Columns kept as they are, under names of our own; undefined where no attribute is mapped. */
  attributes(): Record<string, string> | undefined {
    if (this.#places.attributes.length === 0) return undefined;
    const kept: Record<string, string> = {};
    for (const [name, place] of this.#places.attributes) {
      const text = visibleText(this.#cells[place]?.replaceAll(LIST_MARK, ', ') ?? '');
      if (text !== '' && this.#isUsable(place, text, 10_000)) kept[name] = text;
    }
    return kept;
  }

  #isUsable(place: number, text: string, most: number): boolean {
    const complaint = this.#complaintOf(text, most);
    if (complaint === undefined) return true;
    this.#complainAt(place, complaint);
    return false;
  }

  #complaintOf(text: string, most: number): string | undefined {
    if (text.length > most) return `longer than ${most} characters`;
    if (!isClean(text)) return 'has characters that cannot be seen or stored';
    if (this.settings.formulas === 'problem' && isFormula(text)) return 'looks like a formula, and is not computed';
    return undefined;
  }

  #complainAt(place: number | undefined, message: string): void {
    const step = place === undefined ? '' : (this.#pointers[place] ?? '');
    this.problems.push({ path: `${this.path}${step}`.slice(0, 500), externalId: this.externalId, message });
  }
}
