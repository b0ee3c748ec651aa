import type { Outcome, Reply } from '@kirana/adapter';

/** Shopify looks at the status only. What is authentic but cannot be understood would not be better at the ninth try. */
const STATUS: Readonly<Record<Outcome['kind'], number>> = {
  accepted: 200,
  duplicate: 200,
  unreadable: 200,
  unknown_account: 200,
  unauthorised: 401,
  unknown_endpoint: 404,
  too_large: 413,
  unavailable: 503,
};

export const reply = ({ kind }: Outcome): Reply => ({
  status: STATUS[kind],
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body: '',
});
