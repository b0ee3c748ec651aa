import type { KiranaClient } from '@kirana/sdk';

export interface NewStatus {
  readonly state: 'open' | 'closed' | 'paused';
  readonly returnAt?: string | undefined;
  readonly reason?: string | undefined;
}

/** Opens, closes or pauses a store. */
export const setStoreStatus = (kirana: KiranaClient, storeId: string, { state, returnAt, reason }: NewStatus) =>
  kirana.put('/v1/stores/{storeId}/status', {
    params: { path: { storeId } },
    body: { state, returnAt: returnAt ?? null, reason: reason ?? null },
  });
