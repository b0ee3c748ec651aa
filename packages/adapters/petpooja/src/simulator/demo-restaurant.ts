/** Taxes, charges and address of the demo restaurant. */

const tax = (taxid: string, taxname: string, percent: string, inclusive: boolean, rank: number) => ({
  taxid,
  taxname,
  tax: percent,
  taxtype: '1',
  tax_ordertype: '1,2,3',
  active: '1',
  tax_coreortotal: '2',
  tax_taxtype: inclusive ? '2' : '1',
  rank: String(rank),
  consider_in_core_amount: '0',
  description: '',
});

export const TAX_IDS = { added: '61001,61002', included: '61003,61004' } as const;
export const TAXES = [
  tax('61001', 'CGST', '2.5', false, 1),
  tax('61002', 'SGST', '2.5', false, 2),
  tax('61003', 'CGST', '6', true, 3),
  tax('61004', 'SGST', '6', true, 4),
];

export const DETAILS = {
  currency_html: '&#8377;',
  country: 'India',
  restaurantname: 'Tulsi Kitchen',
  address: '14 Banyan Lane, Indiranagar',
  contact: '0000000000',
  latitude: '12.9719',
  longitude: '77.6412',
  city: 'Bengaluru',
  state: 'Karnataka',
  minimumorderamount: '150',
  minimumdeliverytime: '35 Minutes',
  minimum_prep_time: '20',
  deliverycharge: '35',
  sc_applicable_on: 'D',
  sc_type: '2',
  sc_calculate_on: '1',
  sc_value: '5',
  tax_on_sc: '1',
  calculatetaxonpacking: 1,
  pc_taxes_id: TAX_IDS.added,
  calculatetaxondelivery: 1,
  dc_taxes_id: TAX_IDS.added,
  packaging_applicable_on: 'ITEM',
  packaging_charge: '',
  packaging_charge_type: '',
} as const;
