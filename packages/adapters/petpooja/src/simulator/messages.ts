import type { HookRequest } from '@kirana/adapter';
import type { EndpointName } from '../route.ts';
import type { MenuPayload } from './payload.ts';

const post = (path: EndpointName, body: unknown): HookRequest => ({
  method: 'POST',
  path,
  query: {},
  headers: { 'content-type': 'application/json' },
  body: Buffer.from(JSON.stringify(body)),
});

export const menuMessage = (menu: MenuPayload): HookRequest => post('push_menu', menu);

export interface SwitchMessage {
  readonly restaurant: string;
  readonly ids: readonly string[];
  readonly type?: 'item' | 'addon';
  readonly on: boolean;
  /** For what goes off: "endofday" or a local "YYYY-MM-DD HH:mm"; left out: until switched on. */
  readonly until?: string;
  /** How the ids are written: all three were seen. */
  readonly shape?: 'list' | 'object' | 'bare';
}

function idsAs(shape: SwitchMessage['shape'], ids: readonly string[]): unknown {
  if (shape === 'object') return Object.fromEntries(ids.map((id, index) => [String(index), id]));
  return shape === 'bare' ? ids[0] : ids;
}

export function switchMessage({ restaurant, ids, type = 'item', on, until, shape }: SwitchMessage): HookRequest {
  const itemID = idsAs(shape, ids);
  if (on) return post('item_stock', { restID: restaurant, type, inStock: true, itemID });
  const isMode = until === undefined || until === 'endofday';
  return post('item_stock_off', {
    restID: restaurant,
    type,
    inStock: false,
    itemID,
    autoTurnOnTime: isMode ? (until ?? '') : 'custom',
    customTurnOnTime: isMode ? '' : until,
  });
}

export interface StoreMessage {
  readonly restaurant: string;
  readonly open: boolean;
  /** Local "YYYY-MM-DD HH:mm:ss". */
  readonly until?: string;
  readonly reason?: string;
}

export const storeMessage = ({ restaurant, open, until = '', reason = '' }: StoreMessage): HookRequest =>
  post('update_store_status', { restID: restaurant, store_status: open ? 1 : 0, turn_on_time: until, reason });

export const storeQuestion = (restaurant: string): HookRequest => post('get_store_status', { restID: restaurant });
