import type { HookRequest, Outcome, Reply, Route } from '@kirana/adapter';

/** Where nothing names the account: a source with one connection needs no more. */
export const ONLY_ACCOUNT = 'default';

const ENDPOINTS: ReadonlySet<string> = new Set(['file', 'rows']);

/** The account and store stand in the query, as rows have no place for them; `Idempotency-Key` names a post that may be repeated. */
export function route({ path, query, headers }: HookRequest): Route | null {
  const endpoint = path.replace(/^\/+|\/+$/g, '').toLowerCase();
  if (!ENDPOINTS.has(endpoint)) return null;
  const named = (value: string | undefined): string | null => (value === undefined || value === '' ? null : value);
  return {
    endpoint,
    account: named(query.account) ?? ONLY_ACCOUNT,
    location: named(query.location),
    deliveryId: named(headers['idempotency-key']),
  };
}

const REPLIES: Readonly<Record<Outcome['kind'], readonly [status: number, message: string]>> = {
  accepted: [202, 'Accepted.'],
  duplicate: [200, 'Known already.'],
  unreadable: [400, 'The request could not be read.'],
  unauthorised: [401, 'Unauthorised.'],
  unknown_endpoint: [404, 'Unknown endpoint.'],
  unknown_account: [404, 'Unknown account.'],
  too_large: [413, 'The request is too large: upload it instead.'],
  unavailable: [503, 'Please try again later.'],
};

export function reply({ kind }: Outcome): Reply {
  const [status, message] = REPLIES[kind];
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify({ accepted: kind === 'accepted' || kind === 'duplicate', message }),
  };
}
