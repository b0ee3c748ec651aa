export interface Row {
  id: number;
  write_date: string;
  [field: string]: unknown;
}

/** Tables by model. Relations are ids, times naive UTC with microseconds, as Odoo's database has them. */
export class OdooRows {
  readonly #tables = new Map<string, Map<number, Row>>();
  readonly #lastIds = new Map<string, number>();
  #microseconds = 0;

  table(model: string): Map<number, Row> {
    let table = this.#tables.get(model);
    if (table === undefined) {
      table = new Map();
      this.#tables.set(model, table);
    }
    return table;
  }

  get(model: string, id: unknown): Row | undefined {
    return typeof id === 'number' ? this.#tables.get(model)?.get(id) : undefined;
  }

  insert(model: string, fields: Readonly<Record<string, unknown>>, writtenAt = this.now()): Row {
    const last = this.#lastIds.get(model) ?? 0;
    const id = typeof fields.id === 'number' ? fields.id : last + 1;
    this.#lastIds.set(model, Math.max(last, id));
    const row: Row = { ...fields, id, write_date: writtenAt };
    this.table(model).set(id, row);
    return row;
  }

  write(model: string, id: number, fields: Readonly<Record<string, unknown>>, writtenAt = this.now()): Row {
    const row = this.get(model, id);
    if (row === undefined) throw new RangeError(`there is no ${model} ${id}`);
    return Object.assign(row, fields, { write_date: writtenAt });
  }

  /** The time of a transaction. */
  now(): string {
    this.#microseconds = (this.#microseconds + 7) % 1_000;
    const time = new Date().toISOString().replace('T', ' ').replace('Z', '');
    return `${time}${String(this.#microseconds).padStart(3, '0')}`;
  }
}
