import { z } from 'zod';
import { Currency } from '../pricing/money.ts';
import { MerchantId, StoreId } from './ids.ts';
import { LocalTime, OpeningHours, Zone } from './schedule.ts';

export const StoreKind = z.enum(['restaurant', 'dark_store', 'retail']).meta({ id: 'StoreKind' });

/** Instant, RFC 3339 in UTC. */
export const Instant = z.iso.datetime({ offset: true }).meta({ id: 'Instant', example: '2026-11-22T10:00:00.000Z' });

/** Whether a store takes orders, apart from its hours. A pause ends by itself at `returnAt`. */
export const StoreStatus = z
  .strictObject({
    state: z.enum(['open', 'closed', 'paused']),
    returnAt: Instant.nullable(),
    reason: z.string().max(300).nullable(),
  })
  .meta({ id: 'StoreStatus' });
export type StoreStatus = z.infer<typeof StoreStatus>;

export const storeFields = {
  name: z.string().min(1).max(200),
  kind: StoreKind,
  zone: Zone,
  currency: Currency,
  defaultLocale: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
    .meta({ description: 'BCP 47', example: 'en-IN' }),
  hours: OpeningHours,
  businessDayStart: LocalTime.meta({ description: 'When the trading day begins; "end of day" is the next one' }),
} as const;

export const Store = z
  .strictObject({
    id: StoreId,
    merchantId: MerchantId,
    ...storeFields,
    status: StoreStatus,
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: 'Store' });
export type Store = z.infer<typeof Store>;
