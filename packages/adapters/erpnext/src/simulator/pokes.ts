import type { HookRequest } from '@kirana/adapter';
import { pythonJson } from './documents.ts';

export interface Poke {
  readonly account: string;
  /** For one store: to the endpoint that can remove and rename. */
  readonly location?: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A webhook as Frappe sends it, unsigned: what json.dumps writes, and no content type. */
export function poke({ account, location, body }: Poke): HookRequest {
  return {
    method: 'POST',
    path: location === undefined ? 'document' : 'item_event',
    query: { account, ...(location === undefined ? {} : { location }) },
    headers: {},
    body: Buffer.from(pythonJson(body)),
  };
}
