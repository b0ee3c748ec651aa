import type { HookRequest } from '@kirana/adapter';
import { DEMO_ACCOUNT } from './demo-shop.ts';

export interface Poke {
  readonly account?: string;
  readonly model: string;
  readonly id: number;
  /** The name of the action in Odoo, without its number. */
  readonly action?: string;
  /** Fields that somebody chose to send along. */
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly removed?: boolean;
}

/** What "Send Webhook Notification" posts: keys in order, no header of its own. */
export function pokeMessage({
  account = DEMO_ACCOUNT,
  model,
  id,
  action,
  fields = {},
  removed = false,
}: Poke): HookRequest {
  const body: Record<string, unknown> = {
    _action: `${action ?? 'Tell Kirana'}(#412)`,
    _id: id,
    _model: model,
    ...fields,
    id,
  };
  const sorted = Object.fromEntries(Object.entries(body).sort(([a], [b]) => (a < b ? -1 : 1)));
  return {
    method: 'POST',
    path: `${removed ? 'removed' : 'changed'}/${encodeURIComponent(account)}`,
    query: {},
    headers: { 'content-type': 'application/json' },
    body: Buffer.from(JSON.stringify(sorted)),
  };
}
