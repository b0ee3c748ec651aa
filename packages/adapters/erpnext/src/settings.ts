import type { Verification } from '@kirana/adapter';
import { z } from 'zod';

/** Webhooks of a site are all signed alike: nothing is left to choose. */
export const SourceSettings = z.strictObject({});

const isZone = (zone: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
};

/** Base units in one unit of measure: a Kg is 1,000 g. */
export const UnitSize = z.strictObject({
  base: z.enum(['piece', 'g', 'ml']),
  per: z.int().positive().max(1_000_000_000).meta({ description: 'Base units in one of it' }),
});
export type UnitSize = z.output<typeof UnitSize>;

const FIELD = /^[a-z][a-z0-9_]{0,63}$/;
const Name = z.string().min(1).max(140);

export const ConnectionSettings = z.strictObject({
  baseUrl: z.url({ protocol: /^https?$/ }).meta({ description: 'Address of the site, as in https://erp.example.com' }),
  siteZone: z
    .string()
    .max(64)
    .refine(isZone, 'not an IANA time zone')
    .meta({ description: 'System Settings → Time Zone of the site: all its times are local ones' }),
  priceList: Name.default('Standard Selling').meta({ description: 'Price List the prices are taken from' }),
  warehouses: z.record(z.string().min(1).max(512), z.array(Name).min(1).max(100)).default({}).meta({
    description: 'Leaf warehouses of each location, summed; a location that is not here is itself a warehouse',
  }),
  units: z
    .record(Name, UnitSize)
    .default({})
    .meta({ description: 'What a unit of measure (UOM) comes to; others than those known are pieces' }),
  reservedFields: z
    .array(z.enum(['reserved_qty', 'reserved_stock', 'reserved_qty_for_production', 'reserved_qty_for_sub_contract']))
    .max(4)
    .default(['reserved_qty', 'reserved_stock'])
    .meta({ description: 'Fields of a Bin that are taken off what is there' }),
  aliasField: z
    .string()
    .regex(FIELD)
    .nullable()
    .default(null)
    .meta({ description: 'Field of Item with item codes it had before it was renamed, separated by commas' }),
  pageSize: z.int().min(1).max(200).default(50).meta({ description: 'Items in one page; each is one call' }),
  overlapSeconds: z
    .int()
    .min(0)
    .max(86_400)
    .default(300)
    .meta({ description: 'How far back a pull of changes looks again, for what was saved late' }),
  commandField: z
    .string()
    .regex(FIELD)
    .default('custom_kirana_command')
    .meta({ description: 'Custom field of Stock Reconciliation that holds the id of the command it carries out' }),
  company: Name.nullable().default(null).meta({ description: 'Company of Stock Reconciliations; null: the default' }),
});
export type ConnectionSettings = z.output<typeof ConnectionSettings>;

export const secrets = {
  apiKey: { description: 'API Key of the user Kirana works as', required: true },
  apiSecret: { description: 'API Secret of that user', required: true },
  webhookSecret: { description: 'Webhook Secret, the same in every webhook of the site', required: false },
} as const;

/** What Frappe signs is the JSON it sends, byte for byte. */
export const verification: Verification = {
  kind: 'hmac',
  algorithm: 'sha256',
  encoding: 'base64',
  header: 'x-frappe-webhook-signature',
  secret: 'webhookSecret',
  signed: ['body'],
};

/** The warehouses whose stock is the stock of a location. */
export function warehousesOf(settings: Pick<ConnectionSettings, 'warehouses'>, location: string): readonly string[] {
  const named = Object.hasOwn(settings.warehouses, location) ? settings.warehouses[location] : undefined;
  return named ?? [location];
}
