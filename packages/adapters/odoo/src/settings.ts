import type { Verification } from '@kirana/adapter';
import { z } from 'zod';

/** Nothing about the webhooks of Odoo has to be chosen. */
export const SourceSettings = z.strictObject({});

const Unit = z.strictObject({ baseUnit: z.enum(['piece', 'g', 'ml']), factor: z.int().positive().max(1_000_000_000) });
export type Unit = z.output<typeof Unit>;

const Place = z.union([z.int().positive(), z.string().min(1).max(40)]);
export type Place = z.output<typeof Place>;

export const ConnectionSettings = z.strictObject({
  url: z
    .url({ protocol: /^https?$/ })
    .meta({ description: 'Address of Odoo 19 or later, such as https://shop.odoo.com' }),
  database: z
    .string()
    .min(1)
    .max(200)
    .nullable()
    .default(null)
    .meta({ description: 'Name of the database; needed where one server has several' }),
  companyId: z
    .int()
    .positive()
    .nullable()
    .default(null)
    .meta({ description: 'Id of the company whose prices, taxes and stock are meant; null: the one of the API user' }),
  language: z
    .string()
    .regex(/^[a-z]{2,3}(_[A-Za-z0-9]{2,8})?(@[a-z]{1,10})?$/)
    .default('en_US')
    .meta({ description: 'Language of names, by its code in Odoo. Names of units depend on it' }),
  places: z.record(z.string().min(1).max(512), z.array(Place).min(1).max(50)).default({}).meta({
    description:
      'Where the stock of each location is kept: ids of stock.location, or codes of warehouses. A location that is not listed is such an id or code itself',
  }),
  counts: z
    .enum(['available', 'on_hand'])
    .default('available')
    .meta({ description: 'What is told as stock: what is not reserved for a transfer, or all that is there' }),
  units: z
    .record(z.string().min(1).max(40), Unit)
    .default({})
    .meta({ description: 'Units of measure by name, beside those that are known: base units in one of it' }),
  onlyPointOfSale: z
    .boolean()
    .default(false)
    .meta({ description: 'Take only products that are sold at the point of sale' }),
  categories: z
    .enum(['product', 'point_of_sale'])
    .default('product')
    .meta({ description: 'Which categories are the catalog: of products, or of the point of sale' }),
  hsn: z.boolean().default(false).meta({ description: 'Read HSN codes; needs the Indian localisation in Odoo' }),
  overlapSeconds: z
    .int()
    .min(0)
    .max(86_400)
    .default(300)
    .meta({ description: 'How far an incremental pull reaches back, for what Odoo was still writing at the last one' }),
});
export type ConnectionSettings = z.output<typeof ConnectionSettings>;

export const secrets = {
  hookSecret: { description: 'Stands in the URL of every webhook, as ?secret=…', required: true },
  apiKey: { description: 'API key of an Odoo user made for this', required: true },
} as const;

/** Odoo signs nothing and sends no header of ours: what it can carry is its URL. */
export const verification: Verification = {
  kind: 'shared-secret',
  at: { in: 'query', name: 'secret' },
  secret: 'hookSecret',
};
