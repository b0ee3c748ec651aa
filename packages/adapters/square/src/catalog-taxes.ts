import type { ChangeOf, JsonValue, TaxComponent } from '@kirana/adapter';
import { decimalText } from '@kirana/adapter';
import { newestVersion } from './catalog-object.ts';
import { type CatalogPage, objectsOf } from './catalog-page.ts';
import { readText } from './field-values.ts';

type TaxUpserted = ChangeOf<'tax.upserted'>;

/** In the order they are tried. */
const COMPONENTS: readonly (readonly [RegExp, TaxComponent])[] = [
  [/cgst|central gst/i, 'cgst'],
  [/sgst|utgst|state gst/i, 'sgst'],
  [/igst|integrated gst/i, 'igst'],
  [/cess/i, 'cess'],
  [/\bvat\b/i, 'vat'],
  [/sales tax/i, 'sales_tax'],
];

const taxComponent = (name: string): TaxComponent => COMPONENTS.find(([pattern]) => pattern.test(name))?.[1] ?? 'other';

/** "7.50" and ".5" as a decimal with digits before the point; undefined when it is no positive decimal of 6 places. */
function percentText(value: JsonValue | undefined): string | undefined {
  const match = /^(\d{0,12})(?:\.(\d{0,6}))?$/.exec(decimalText(value) ?? '-');
  const whole = match?.[1] ?? '';
  const fraction = match?.[2] ?? '';
  if (match === null || whole + fraction === '') return undefined;
  return fraction === '' ? whole : `${whole === '' ? '0' : whole}.${fraction}`;
}

/**
 * A deleted tax is one that is no longer charged: it is still the one that was. At which locations a tax is charged is said by the items there,
 * since a tax is the merchant's.
 */
export function readTaxes(page: CatalogPage): TaxUpserted[] {
  return objectsOf(page, 'TAX').flatMap((tax): TaxUpserted[] => {
    const { data, path, dataPath, id, isDeleted } = tax;
    const name = readText(data.name, 200);
    const percent = percentText(data.percentage);
    if (typeof name !== 'string' || percent === undefined) {
      // what is gone need not say what it was
      if (isDeleted) return [];
      const field = typeof name !== 'string' ? 'name' : 'percentage';
      page.problems.add(`${dataPath}/${field}`, id, `${field} cannot be read; the tax stays as it was`);
      return [];
    }
    return [
      {
        kind: 'tax.upserted',
        path,
        ...newestVersion([tax]),
        externalId: id,
        name,
        component: taxComponent(name),
        amount: { kind: 'rate', percent },
        inclusive: data.inclusion_type === 'INCLUSIVE',
        base: data.calculation_phase === 'TAX_TOTAL_PHASE' ? 'total' : 'core',
        orderTypes: [],
        validFrom: null,
        rank: 0,
        active: !isDeleted && data.enabled !== false,
      },
    ];
  });
}
