import { type ChangeOf, decimalText, type JsonObject, type OrderType, type TaxAmount } from '@kirana/adapter';
import { flag, idList, idText } from './lenient-values.ts';
import type { Menu } from './menu.ts';
import { readAmount } from './menu-taxes.ts';

type ChargeUpserted = ChangeOf<'charge.upserted'>;

const DETAILS = '/restaurants/0/details';
/** Where the service charge applies: home delivery, pick-up, dine-in. */
const SERVICE_ORDER_TYPES: ReadonlyMap<string, OrderType> = new Map([
  ['H', 'delivery'],
  ['P', 'pickup'],
  ['D', 'dine_in'],
]);

/** Where packing is charged, by the restaurant; null: it does not say. */
export function packingScope(details: JsonObject | undefined): 'none' | 'item' | 'order' | null {
  const scope = idText(details?.packaging_applicable_on)?.toLowerCase();
  return scope === 'none' || scope === 'item' || scope === 'order' ? scope : null;
}

/** Undefined: not charged, or a problem already written down. */
function chargeAmount(
  kind: 'rate' | 'fixed',
  id: string,
  field: string,
  details: JsonObject,
  menu: Menu,
): TaxAmount | undefined {
  const amount = readAmount(kind, details[field], menu.currency);
  if (amount === undefined && decimalText(details[field]) !== undefined) {
    menu.findings.add(`${DETAILS}/${field}`, id, 'not an amount; the charge stays as it was');
  }
  const isZero = amount?.kind === 'rate' ? Number(amount.percent) === 0 : amount?.amountMinor === 0;
  return isZero ? undefined : amount;
}

const taxesOf = (details: JsonObject, taxed: string, ids: string): string[] =>
  flag(details[taxed]) === true ? idList(details[ids]).slice(0, 50) : [];

function packingCharge(details: JsonObject, menu: Menu): ChargeUpserted | undefined {
  const scope = packingScope(details);
  if (scope !== 'item' && scope !== 'order') return undefined;
  const kind = idText(details.packaging_charge_type)?.toUpperCase() === 'PERCENTAGE' ? 'rate' : 'fixed';
  // By item, each item states its own amount; the charge is there for its taxes.
  const amount: TaxAmount | undefined =
    scope === 'item'
      ? { kind: 'fixed', amountMinor: 0 }
      : chargeAmount(kind, 'packing', 'packaging_charge', details, menu);
  if (amount === undefined) return undefined;
  return {
    kind: 'charge.upserted',
    path: `${DETAILS}/packaging_charge`,
    externalId: 'packing',
    purpose: 'packing',
    name: 'Packing charge',
    scope,
    amount,
    base: 'core',
    orderTypes: [],
    active: true,
    taxExternalIds: taxesOf(details, 'calculatetaxonpacking', 'pc_taxes_id'),
  };
}

function serviceCharge(details: JsonObject, menu: Menu): ChargeUpserted | undefined {
  const kind = idText(details.sc_type) === '1' ? 'fixed' : 'rate';
  const amount = chargeAmount(kind, 'service', 'sc_value', details, menu);
  if (amount === undefined) return undefined;
  const orderTypes = idList(details.sc_applicable_on)
    .map((letter) => SERVICE_ORDER_TYPES.get(letter.toUpperCase()))
    .filter((orderType) => orderType !== undefined);
  return {
    kind: 'charge.upserted',
    path: `${DETAILS}/sc_value`,
    externalId: 'service',
    purpose: 'service',
    name: 'Service charge',
    scope: 'order',
    amount,
    base: idText(details.sc_calculate_on) === '2' ? 'total' : 'core',
    orderTypes,
    active: true,
    // `tax_on_sc` says that it is taxed, but no field says by which taxes.
    taxExternalIds: [],
  };
}

function deliveryCharge(details: JsonObject, menu: Menu): ChargeUpserted | undefined {
  const amount = chargeAmount('fixed', 'delivery', 'deliverycharge', details, menu);
  if (amount === undefined) return undefined;
  return {
    kind: 'charge.upserted',
    path: `${DETAILS}/deliverycharge`,
    externalId: 'delivery',
    purpose: 'delivery',
    name: 'Delivery charge',
    scope: 'order',
    amount,
    base: 'core',
    orderTypes: ['delivery'],
    active: true,
    taxExternalIds: taxesOf(details, 'calculatetaxondelivery', 'dc_taxes_id'),
  };
}

/** PetPooja has one charge of each purpose, as fields of the restaurant; we name them by their purpose. */
export function readCharges(menu: Menu): ChargeUpserted[] {
  const { details } = menu;
  if (details === undefined) return [];
  return [packingCharge(details, menu), serviceCharge(details, menu), deliveryCharge(details, menu)].filter(
    (charge) => charge !== undefined,
  );
}
