import type { Outcome, Reply } from '@kirana/adapter';

/**
 * Square looks at the status alone and repeats what did not get a 2xx. What is proved but cannot be understood is ours to handle. A merchant we do
 * not know is refused, so that its messages come again until somebody has connected it.
 */
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

export const statusReply = ({ kind }: Outcome): Reply => ({
  status: STATUS[kind],
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: '{}',
});
