import type { Outcome, Reply } from '@kirana/adapter';

/** Odoo raises a warning in its log for what is not 2xx, and never tries again. */
const STATUS: Readonly<Record<Outcome['kind'], number>> = {
  accepted: 200,
  duplicate: 200,
  unreadable: 400,
  unauthorised: 401,
  unknown_endpoint: 404,
  unknown_account: 404,
  too_large: 413,
  unavailable: 503,
};

export const reply = ({ kind }: Outcome): Reply => ({
  status: STATUS[kind],
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify({ status: kind }),
});
