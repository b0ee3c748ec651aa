import { z } from 'zod';
import { Instant } from '../identity/store.ts';

/** Why something cannot be ordered, in the fixed order in which reasons are given. A code may be added, never renamed. */
export const ReasonCode = z
  .enum([
    'STORE_CLOSED',
    'STORE_PAUSED',
    'OUTSIDE_HOURS',
    'ITEM_REMOVED',
    'NOT_SELLABLE',
    'NOT_LISTED',
    'SWITCHED_OFF',
    'NO_PRICE',
    'OUTSIDE_SCHEDULE',
    'CATEGORY_INACTIVE',
    'CATEGORY_OUTSIDE_SCHEDULE',
    'ORDER_TYPE_UNAVAILABLE',
    'MODIFIER_UNAVAILABLE',
    'MODIFIER_CHOICE_MISSING',
    'MODIFIER_CHOICE_EXCEEDED',
    'OUT_OF_STOCK',
    'STOCK_BLOCKED',
    'STOCK_STALE',
    'QUANTITY_ABOVE_MAXIMUM',
  ])
  .meta({ id: 'ReasonCode' });
export type ReasonCode = z.infer<typeof ReasonCode>;

/** One reason: a code for programs, and the facts a text for people needs. */
export const Reason = z
  .strictObject({
    code: ReasonCode,
    params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  })
  .meta({ id: 'Reason', example: { code: 'SWITCHED_OFF', params: { until: '2026-11-22T22:30:00.000Z' } } });
export type Reason = Readonly<z.infer<typeof Reason>>;

/** May a customer buy it now? With every reason why not. */
export const Orderability = z
  .strictObject({
    orderable: z.boolean(),
    reasons: z.array(Reason).meta({ description: 'All that apply; empty exactly when it is orderable' }),
    maxQuantity: z.int().nonnegative().nullable().optional().meta({
      description:
        'Most units in one order, by stock and limits alone; null: no limit; absent: stock was not looked at',
    }),
    nextAvailableAt: Instant.nullable().meta({
      description:
        'When it becomes orderable if nobody changes anything; null: it is now, or not by time alone within 30 days',
    }),
    freshUntil: Instant.nullable().meta({
      description: 'Until when the answer holds if nobody changes anything; null: no end in sight',
    }),
  })
  .meta({ id: 'Orderability' });
export type Orderability = Readonly<z.infer<typeof Orderability>>;
