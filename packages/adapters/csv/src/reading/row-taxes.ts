import type { ChangeOf } from '@kirana/adapter';
import type { RowReader } from './row-reader.ts';

type TaxUpserted = ChangeOf<'tax.upserted'>;

/** The tax rates that rows name, each once. */
export class RowTaxes {
  readonly found = new Map<string, TaxUpserted>();

  /** Ids of the taxes of a row; none for a rate of 0. Undefined: the row does not say. */
  of(row: RowReader): string[] | undefined {
    const text = row.text('tax', 20);
    if (text === undefined) return undefined;
    if (text === '') return [];
    const decimal = percentOf(row, text);
    if (decimal === undefined) {
      row.complain('tax', 'not a rate in percent; left as it was');
      return undefined;
    }
    if (/^0*$/.test(decimal)) return [];
    const externalId = `percent:${decimal}`;
    if (!this.found.has(externalId)) this.found.set(externalId, this.#tax(row, externalId, decimal));
    return [externalId];
  }

  #tax({ path, settings }: RowReader, externalId: string, percent: string): TaxUpserted {
    const { component, inclusive } = settings.tax;
    return {
      kind: 'tax.upserted',
      path,
      externalId,
      name: `${percent} %`,
      component,
      amount: { kind: 'rate', percent },
      inclusive,
      base: 'core',
      orderTypes: [],
      validFrom: null,
      rank: 0,
      active: true,
    };
  }
}

/** "5.00 %" is 5: one rate has one id. */
function percentOf(row: RowReader, text: string): string | undefined {
  const bare = row.settings.defaults.tax === text ? text : text.replace(/\s*%$/, '');
  const mark = row.settings.decimals === 'comma' ? bare.replace(',', '.') : bare;
  const [, whole, fraction = ''] = /^0*(\d{1,4})(?:\.(\d{1,6}?)0*)?$/.exec(mark.replace(/\s*%$/, '')) ?? [];
  if (whole === undefined) return undefined;
  return fraction === '' || /^0*$/.test(fraction) ? whole : `${whole}.${fraction}`;
}
