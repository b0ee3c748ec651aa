import type { JsonObject } from '@kirana/adapter';
import { millionthsOf } from './millionths.ts';
import type { ConnectionSettings } from './settings.ts';

/** What one quant says there is, in millionths of the unit of its product; undefined when that cannot be read. */
export function quantAmount(fields: JsonObject, counts: ConnectionSettings['counts']): bigint | undefined {
  const quantity = millionthsOf(fields.quantity);
  if (quantity === undefined || counts === 'on_hand') return quantity;
  const reserved = millionthsOf(fields.reserved_quantity);
  return reserved === undefined ? undefined : quantity - reserved;
}
