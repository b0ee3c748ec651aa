import type { Verification } from '@kirana/adapter';
import { z } from 'zod';
import { Columns, FIELDS, type Field } from './fields.ts';

/** How a till that posts files or rows proves itself: a header of our choice carries a secret. */
export const SourceSettings = z.strictObject({
  header: z
    .string()
    .regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$/)
    .default('Authorization')
    .meta({ description: 'Header that carries the secret' }),
  prefix: z.string().max(100).default('Bearer ').meta({ description: 'Text before the secret in that header' }),
});
export type SourceSettings = z.output<typeof SourceSettings>;

export const secrets = {
  hookSecret: { description: 'What tills send in the header when they post; not needed for uploads', required: false },
} as const;

export const verification = (settings: SourceSettings): Verification => ({
  kind: 'shared-secret',
  at: { in: 'header', name: settings.header },
  secret: 'hookSecret',
  prefix: settings.prefix,
});

const Words = z.array(z.string().max(40)).min(1).max(20);

const Mapping = z.strictObject({
  format: z
    .enum(['csv', 'json', 'ndjson'])
    .default('csv')
    .meta({ description: 'ndjson: one JSON object in each line' }),
  encoding: z
    .enum(['utf-8'], { error: 'only utf-8 is read; convert the file first' })
    .default('utf-8')
    .meta({ description: 'A byte-order mark is taken off' }),
  delimiter: z
    .enum(['auto', 'comma', 'semicolon', 'tab', 'pipe'])
    .default('auto')
    .meta({ description: 'auto: whichever the first row has most of' }),
  header: z
    .enum(['first_row', 'none'])
    .default('first_row')
    .meta({ description: 'none: columns are called 1, 2, 3 …' }),
  list: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .meta({ description: 'Key of the list, in a JSON file that is an object' }),
  columns: Columns.optional().meta({
    description: 'Our fields and the columns they stand in; left out: the columns are called as our fields are',
  }),
  defaults: z
    .partialRecord(z.enum(FIELDS as [Field, ...Field[]]), z.string().max(500))
    .default({})
    .meta({ description: 'Taken where the cell is empty or there is no such column' }),
  attributes: z
    .record(z.string().min(1).max(100), z.string().min(1).max(200))
    .default({})
    .meta({ description: 'More columns to keep with the item: our name, their column' }),
  decimals: z.enum(['point', 'comma']).default('point'),
  grouping: z
    .boolean()
    .default(false)
    .meta({ description: 'Numbers have marks between thousands: 1,23,456.00, or 1.234,50 where decimals is comma' }),
  prices: z.enum(['major', 'minor']).default('major').meta({ description: 'minor: paise, cents' }),
  dates: z.enum(['ymd', 'dmy', 'mdy']).default('ymd').meta({ description: 'Order of day, month and year' }),
  categorySeparator: z
    .string()
    .min(1)
    .max(10)
    .optional()
    .meta({ description: 'Between the levels of a category in one cell' }),
  listSeparator: z.string().min(1).max(10).default('|').meta({ description: 'Between several values in one cell' }),
  tax: z
    .strictObject({
      component: z.enum(['cgst', 'sgst', 'igst', 'cess', 'vat', 'sales_tax', 'other']).default('other'),
      inclusive: z.boolean().default(true).meta({ description: 'Prices contain it' }),
    })
    .prefault({}),
  units: z
    .record(
      z.string().min(1).max(40),
      z.strictObject({ baseUnit: z.enum(['piece', 'g', 'ml']), factor: z.int().positive().max(1_000_000_000) }),
    )
    .default({})
    .meta({ description: 'Units beside the known ones: what one of it is made of' }),
  yes: Words.default(['true', 'yes', 'y', '1', 'on']),
  no: Words.default(['false', 'no', 'n', '0', 'off']),
  formulas: z
    .enum(['problem', 'text'])
    .default('problem')
    .meta({ description: 'Cells a spreadsheet would compute: refused one by one, or taken as the text they are' }),
  emptyRows: z.enum(['skip', 'problem']).default('skip'),
  snapshotOf: z
    .array(z.enum(['item', 'category', 'tax', 'stock']))
    .max(4)
    .default([])
    .meta({ description: 'What a file lists completely: what it leaves out is removed, and of stock counts as zero' }),
});

const LISTED_IN = { item: 'name', category: 'category', tax: 'tax', stock: 'quantity' } as const;

/** The mapping of a connection: how its files are read. */
export const ConnectionSettings = Mapping.superRefine(({ columns, snapshotOf, defaults, format, list }, context) => {
  const complain = (path: string[], message: string) => context.addIssue({ code: 'custom', path, message });
  if (list !== undefined && format !== 'json') complain(['list'], 'only a JSON file has one');
  if (columns === undefined) return;
  for (const kind of snapshotOf) {
    const field = LISTED_IN[kind];
    if (columns[field] === undefined) complain(['snapshotOf'], `${kind} needs a column for ${field}`);
  }
  if (columns.onSale !== undefined && columns.offSale !== undefined) {
    complain(['columns', 'offSale'], 'onSale says the same');
  }
  if (defaults.externalId !== undefined) complain(['defaults', 'externalId'], 'every row needs an id of its own');
});
export type ConnectionSettings = z.output<typeof ConnectionSettings>;
