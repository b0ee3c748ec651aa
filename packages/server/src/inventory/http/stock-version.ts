import { KiranaError } from '@kirana/core';
import { z } from 'zod';

/** What is known of a store's stock, opaque to callers: the last sequence of its stream. */
export const StockVersion = z
  .string()
  .regex(/^(0|[1-9]\d{0,14})$/)
  .meta({
    id: 'StockVersion',
    description: "A version of a store's stock; hand it to `minStockVersion` of a later read to see what this call did",
    example: '5121',
  });

export const formatStockVersion = (sequence: number): string => String(sequence);

/** Query field of reads that must not be older than a write. */
export const minStockVersion = StockVersion.optional().meta({
  description: 'Never answer with anything older: the `stockVersion` of a write or of an earlier answer',
});

/** @throws STATE_CONFLICT when the database has not reached the version asked for: it was restored from an older copy, or another one answered */
export function assertReached(storeId: string, sequence: number, wanted: string | undefined): void {
  if (wanted === undefined || sequence >= Number(wanted)) return;
  const params = { storeId, minStockVersion: wanted, stockVersion: formatStockVersion(sequence) };
  throw new KiranaError('STATE_CONFLICT', params, {
    detail: 'The stock of the store has not reached the version asked for.',
  });
}
