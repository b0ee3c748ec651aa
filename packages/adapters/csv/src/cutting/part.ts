import { AdapterError, isJsonObject, parseJson } from '@kirana/adapter';
import { z } from 'zod';

/** What a part has to say of itself, so that it is understood without the rest of its file. */
export const PartFacts = z.strictObject({
  kiranaRows: z.literal(1),
  format: z.enum(['csv', 'json', 'ndjson']),
  delimiter: z.string().length(1).nullable(),
  /** Names of the columns; null where rows name them. */
  header: z.array(z.string()).nullable(),
  /** Number of the first row within the file. */
  firstRow: z.int().positive(),
  rows: z.int().nonnegative(),
  /** Rows that could not be told from their neighbours; an empty line stands in for each. */
  bad: z.array(z.strictObject({ row: z.int().positive(), message: z.string() })),
});
export type PartFacts = z.output<typeof PartFacts>;
export type BadRow = PartFacts['bad'][number];

const MAGIC = Buffer.from('{"kiranaRows":');
const LINE_FEED = 0x0a;

const startsWith = (bytes: Uint8Array, start: Buffer): boolean =>
  bytes.length >= start.length && start.equals(bytes.subarray(0, start.length));

export const isPart = (bytes: Uint8Array): boolean => startsWith(bytes, MAGIC);

/** One line of facts, then the rows as they were, each ended by a line feed. */
export function writePart(facts: Omit<PartFacts, 'kiranaRows'>, rows: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(`${JSON.stringify({ kiranaRows: 1, ...facts })}\n`), rows]);
}

/** @throws AdapterError('schema') for what is no part */
export function openPart(bytes: Uint8Array): { readonly facts: PartFacts; readonly rows: Buffer } {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = buffer.indexOf(LINE_FEED);
  const first = parseJson(buffer.subarray(0, end < 0 ? buffer.length : end));
  const facts = PartFacts.safeParse(isJsonObject(first) ? first : undefined);
  if (end < 0 || !facts.success) throw new AdapterError('schema', 'the body is no part of a file');
  return { facts: facts.data, rows: buffer.subarray(end + 1) };
}
