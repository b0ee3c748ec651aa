import type { ChangeOf, JsonValue, TaxAmount, TaxComponent } from '@kirana/adapter';
import { minorFromDecimal } from '@kirana/adapter';
import type { Entry, Findings } from './findings.ts';
import { decimalOf, millionthsOf } from './millionths.ts';
import { flagOf, idsOf, rankOf, shown, textOf } from './odoo-values.ts';

type TaxUpserted = ChangeOf<'tax.upserted'>;

/** In the order they are tried. The union territories' share takes the place of the states'. */
const COMPONENTS: readonly (readonly [RegExp, TaxComponent])[] = [
  [/cgst|central gst/i, 'cgst'],
  [/sgst|utgst|state gst/i, 'sgst'],
  [/igst|integrated gst/i, 'igst'],
  [/cess/i, 'cess'],
  [/\bvat\b/i, 'vat'],
  [/sales tax/i, 'sales_tax'],
];

const componentOf = (name: string): TaxComponent => COMPONENTS.find(([pattern]) => pattern.test(name))?.[1] ?? 'other';

const isGroup = ({ fields }: Entry): boolean => fields.amount_type === 'group';

/** In millionths: what a decimal of ours can hold. */
const MOST = 10n ** 18n;

function amountOf(type: JsonValue | undefined, amount: JsonValue | undefined, currency: string): TaxAmount | undefined {
  const value = millionthsOf(amount);
  if (value === undefined || value < 0n || value >= MOST) return undefined;
  if (type === 'percent') return { kind: 'rate', percent: decimalOf(value) };
  const amountMinor = type === 'fixed' ? minorFromDecimal(decimalOf(value), currency) : undefined;
  return amountMinor === undefined ? undefined : { kind: 'fixed', amountMinor };
}

function readTax({ id, fields, path }: Entry, currency: string, findings: Findings): TaxUpserted | undefined {
  const externalId = String(id);
  const name = textOf(fields.name, 200);
  const amount = amountOf(fields.amount_type, fields.amount, currency);
  if (typeof name !== 'string') {
    findings.add(`${path}/name`, externalId, 'the name is missing, too long or has hidden characters');
    return undefined;
  }
  if (amount === undefined) {
    const type = shown(fields.amount_type);
    findings.add(`${path}/amount`, externalId, `a tax of the type "${type}" with this amount has no place in Kirana`);
    return undefined;
  }
  return {
    kind: 'tax.upserted',
    path,
    externalId,
    name,
    component: componentOf(name),
    amount,
    inclusive: flagOf(fields.price_include) ?? false,
    base: 'core',
    orderTypes: [],
    validFrom: null,
    rank: rankOf(fields.sequence),
    active: flagOf(fields.active) ?? true,
  };
}

/** Taxes by id, as a page brings them. */
export type TaxTable = ReadonlyMap<number, Entry>;

export const taxTable = (entries: readonly Entry[]): TaxTable => new Map(entries.map((entry) => [entry.id, entry]));

/** Groups are no taxes: what is taken is taken by their parts. */
export const readTaxes = (entries: readonly Entry[], currency: string, findings: Findings): TaxUpserted[] =>
  entries
    .filter((entry) => !isGroup(entry))
    .map((entry) => readTax(entry, currency, findings))
    .filter((tax) => tax !== undefined);

/** The taxes that apply, groups taken apart and archived ones left out; undefined when one of them is not in the table. */
export function taxesThatApply(value: JsonValue | undefined, table: TaxTable): string[] | undefined {
  const ids = idsOf(value);
  if (ids === undefined) return undefined;
  const found: number[] = [];
  for (const id of ids) {
    const tax = table.get(id);
    if (tax === undefined) return undefined;
    if (flagOf(tax.fields.active) === false) continue;
    const parts = isGroup(tax) ? idsOf(tax.fields.children_tax_ids) : [id];
    if (parts === undefined || parts.some((part) => !table.has(part))) return undefined;
    found.push(...parts);
  }
  return [...new Set(found)].map(String);
}
