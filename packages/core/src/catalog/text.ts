import { z } from 'zod';
import { Json } from '../json.ts';

/** C0 controls but tab, line feed and carriage return; DEL; bidirectional overrides and isolates, which disguise what a person reads. */
const HIDDEN = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u;
const isHidden = (text: string): boolean => HIDDEN.test(text.replace(/[\t\n\r]/g, ''));

/** Text that people read: well-formed Unicode without control or bidirectional control characters. */
export const CleanText = z
  .string()
  .refine((text) => text.isWellFormed(), 'lone surrogate')
  .refine((text) => !isHidden(text), 'control or bidirectional control character');

/** Text a database can hold: well-formed, without NUL. For what people do not read, such as ids. */
export const StorableText = z
  .string()
  .refine((text) => text.isWellFormed() && !text.includes('\u0000'), 'NUL or lone surrogate');

/** What JSON.stringify writes for what no database takes: NUL and lone surrogates. */
const UNSTORABLE = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})/;

/** Any JSON a database can hold. */
export const StorableJson = Json.refine((value) => !UNSTORABLE.test(JSON.stringify(value)), 'NUL or lone surrogate');
