import { z } from 'zod';
import { CleanText } from '../catalog/text.ts';

/** A decimal number as exact text: "2.5". At most 6 digits after the point. */
export const DecimalText = z
  .string()
  .regex(/^\d{1,12}(\.\d{1,6})?$/)
  .meta({ id: 'DecimalText', example: '2.5' });

/** How an order reaches the customer. */
export const OrderType = z.enum(['delivery', 'pickup', 'dine_in']).meta({ id: 'OrderType' });
export type OrderType = z.infer<typeof OrderType>;

/** Which tax it is; India splits GST into central and state (or integrated), with an optional cess. */
export const TaxComponent = z
  .enum(['cgst', 'sgst', 'igst', 'cess', 'vat', 'sales_tax', 'other'])
  .meta({ id: 'TaxComponent' });
export type TaxComponent = z.infer<typeof TaxComponent>;

/** What a tax takes: a percentage of the base, or a fixed amount per unit. */
export const TaxAmount = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('rate'), percent: DecimalText }),
    z.strictObject({ kind: z.literal('fixed'), amountMinor: z.int().nonnegative() }),
  ])
  .meta({ id: 'TaxAmount' });
export type TaxAmount = z.infer<typeof TaxAmount>;

/** The fields of a tax that a provider or a person can state. */
export const taxFields = {
  name: CleanText.min(1).max(200),
  component: TaxComponent,
  amount: TaxAmount,
  inclusive: z.boolean().meta({ description: 'Prices already contain this tax' }),
  base: z.enum(['core', 'total']).meta({ description: 'core: the item price; total: after other taxes and charges' }),
  orderTypes: z.array(OrderType).meta({ description: 'Empty: all order types' }),
  validFrom: z.iso.date().nullable(),
  rank: z.int32(),
  active: z.boolean(),
} as const;

/** How money is rounded when a tax or percentage does not come out even. One rule per merchant. */
export const RoundingRule = z
  .strictObject({
    mode: z.enum(['half_up', 'half_even', 'down']),
    at: z.enum(['line', 'order']),
  })
  .meta({ id: 'RoundingRule', description: 'Where and how minor units are rounded' });
export type RoundingRule = z.infer<typeof RoundingRule>;

export const DEFAULT_ROUNDING: RoundingRule = { mode: 'half_up', at: 'line' };

/** Packing, service or delivery charge of a store. */
export const chargeFields = {
  purpose: z.enum(['packing', 'service', 'delivery']),
  name: CleanText.min(1).max(200),
  scope: z.enum(['order', 'item']),
  amount: TaxAmount,
  base: z.enum(['core', 'total']),
  orderTypes: z.array(OrderType),
  active: z.boolean(),
} as const;
