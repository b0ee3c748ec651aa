import { z } from 'zod';
import { RoundingRule } from '../pricing/tax.ts';
import { MerchantId, TenantId } from './ids.ts';
import { Instant } from './store.ts';

/** Who runs merchants with us. Nothing of one tenant is ever seen by another. */
export const Tenant = z
  .strictObject({ id: TenantId, name: z.string().min(1).max(200), createdAt: Instant })
  .meta({ id: 'Tenant' });
export type Tenant = z.infer<typeof Tenant>;

export const merchantFields = {
  name: z.string().min(1).max(200),
  rounding: RoundingRule,
} as const;

/** A business that owns a catalog and the stores that sell from it. */
export const Merchant = z
  .strictObject({ id: MerchantId, ...merchantFields, createdAt: Instant, updatedAt: Instant })
  .meta({ id: 'Merchant' });
export type Merchant = z.infer<typeof Merchant>;
