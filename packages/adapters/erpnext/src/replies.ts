import type { Outcome, Reply } from '@kirana/adapter';

/** Frappe tries three times unless it hears 2xx, and shows the last answer in its Webhook Request Log. */
const REPLIES: Readonly<Record<Outcome['kind'], readonly [status: number, message: string]>> = {
  accepted: [200, 'ok'],
  duplicate: [200, 'ok'],
  unreadable: [400, 'The request could not be read.'],
  unauthorised: [401, 'Unauthorised.'],
  unknown_endpoint: [404, 'Unknown endpoint.'],
  unknown_account: [404, 'Unknown account.'],
  too_large: [413, 'The request is too large.'],
  unavailable: [503, 'Please try again later.'],
};

export function reply(outcome: Outcome): Reply {
  const [status, message] = REPLIES[outcome.kind];
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify({ message }),
  };
}
