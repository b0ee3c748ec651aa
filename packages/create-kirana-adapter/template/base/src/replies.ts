import type { Outcome, Reply } from '@kirana/adapter';

/** What is authentic but cannot be read is ours to handle: a 4xx would only make the provider send it again. */
const STATUS: Readonly<Record<Outcome['kind'], number>> = {
  accepted: 200,
  duplicate: 200,
  unreadable: 200,
  unauthorised: 401,
  unknown_endpoint: 404,
  unknown_account: 404,
  too_large: 413,
  unavailable: 503,
};

/** The answer in the provider's own format. */
export function reply({ kind }: Outcome): Reply {
  const status = STATUS[kind];
  return {
    status,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ received: status === 200 }),
  };
}
