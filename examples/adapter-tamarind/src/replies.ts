import type { Outcome, Reply, StoreView } from '@kirana/adapter';

/** What is authentic but cannot be read is ours to handle: a 4xx would only make Tamarind send it again. */
const STATUS: Readonly<Record<Outcome['kind'], number>> = {
  accepted: 202,
  duplicate: 202,
  unreadable: 202,
  unauthorised: 401,
  unknown_endpoint: 404,
  unknown_account: 404,
  too_large: 413,
  unavailable: 503,
};

const json = (status: number, body: object): Reply => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

export const reply = ({ kind }: Outcome): Reply => json(STATUS[kind], { received: STATUS[kind] === 202 });

/** Tamarind asks whether a shop is open. `store` null: we know no such shop, or the call was refused. */
export function statusReply(store: StoreView | null, { kind }: Outcome): Reply {
  const status = store === null && kind === 'accepted' ? 404 : STATUS[kind];
  if (store === null || status !== 202) return json(status, { error: status === 202 ? 'unreadable' : kind });
  return json(200, { open: store.state === 'open', returnAt: store.returnAt });
}
