import {
  type ChangeOf,
  decimalText,
  type JsonValue,
  minorFromJson,
  type TaxAmount,
  type TaxComponent,
} from '@kirana/adapter';
import { type Entry, namedEntries } from './findings.ts';
import { flag, idText, listOf, wholeNumber } from './lenient-values.ts';
import type { Menu } from './menu.ts';
import { readOrderTypes } from './order-types.ts';
import { readText } from './provider-text.ts';

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

export const taxComponent = (name: string): TaxComponent =>
  COMPONENTS.find(([pattern]) => pattern.test(name))?.[1] ?? 'other';

/** "2.50" and ".5" as a decimal with digits before the point; undefined when it is no positive decimal of 6 places. */
export function percentText(value: JsonValue | undefined): string | undefined {
  const match = /^(\d{0,12})(?:\.(\d{0,6}))?$/.exec(decimalText(value) ?? '-');
  const whole = match?.[1] ?? '';
  const fraction = match?.[2] ?? '';
  if (match === null || whole + fraction === '') return undefined;
  return fraction === '' ? whole : `${whole === '' ? '0' : whole}.${fraction}`;
}

/** A percentage or an amount of money per unit. Negative and unreadable ones are undefined. */
export function readAmount(
  kind: 'rate' | 'fixed',
  value: JsonValue | undefined,
  currency: string,
): TaxAmount | undefined {
  if (kind === 'rate') {
    const percent = percentText(value);
    return percent === undefined ? undefined : { kind, percent };
  }
  const amountMinor = minorFromJson(value, currency);
  return amountMinor === undefined || amountMinor < 0 ? undefined : { kind, amountMinor };
}

const amountKind = (taxtype: string | undefined): 'rate' | 'fixed' | undefined =>
  taxtype === '1' ? 'rate' : taxtype === '2' ? 'fixed' : undefined;

function readTax({ fields, id, path }: Entry, menu: Menu): TaxUpserted | undefined {
  const name = readText(fields.taxname, 200);
  const kind = amountKind(idText(fields.taxtype));
  const amount = kind === undefined ? undefined : readAmount(kind, fields.tax, menu.currency);
  const orderTypes = readOrderTypes(fields.tax_ordertype, menu.orderTypes);
  if (typeof name !== 'string' || amount === undefined || orderTypes === undefined) {
    const field =
      typeof name !== 'string'
        ? 'taxname'
        : kind === undefined
          ? 'taxtype'
          : amount === undefined
            ? 'tax'
            : 'tax_ordertype';
    menu.findings.add(`${path}/${field}`, id, `${field} cannot be read; the tax stays as it was`);
    return undefined;
  }
  return {
    kind: 'tax.upserted',
    path,
    externalId: id,
    name,
    component: taxComponent(name),
    amount,
    // "2" is called backward: the price already contains it.
    inclusive: idText(fields.tax_taxtype) === '2',
    base: idText(fields.tax_coreortotal) === '1' ? 'total' : 'core',
    orderTypes,
    validFrom: null,
    rank: wholeNumber(fields.rank) ?? 0,
    active: flag(fields.active) ?? true,
  };
}

export function readTaxes(menu: Menu): TaxUpserted[] {
  const at = { kind: 'tax', path: '/taxes', idField: 'taxid' } as const;
  return namedEntries(listOf(menu.body.taxes) ?? [], at, new Set(), menu.findings)
    .map((entry) => readTax(entry, menu))
    .filter((tax) => tax !== undefined);
}
