import type { ColumnType } from 'kysely';

/** Read as a Date, written as a Date or ISO text. */
export type Time = ColumnType<Date, Date | string, Date | string>;
export type TimeOrNull = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
export type GeneratedTime = ColumnType<Date, Date | string | undefined, Date | string>;

/** Read as a value, written as JSON text: the drivers disagree on arrays, so rows are written with JSON.stringify. */
export type Json<T> = ColumnType<T, string, string>;
export type JsonOrNull<T> = ColumnType<T | null, string | null | undefined, string | null>;
export type GeneratedJson<T> = ColumnType<T, string | undefined, string>;
