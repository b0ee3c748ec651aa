import type { Outcome, Reply, Route, StoreView } from '@kirana/adapter';

/**
 * HTTP status per outcome. What is authenticated but cannot be understood is ours to handle, so the call itself succeeded:
 * a repeat would not help, and the body tells the failure.
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

/** Tells nothing that the caller does not know. */
const REFUSALS: Readonly<Record<Exclude<Outcome['kind'], 'accepted' | 'duplicate'>, string>> = {
  unreadable: 'The request could not be read.',
  unauthorised: 'Unauthorised.',
  unknown_endpoint: 'Unknown endpoint.',
  unknown_account: 'Unknown restaurant.',
  too_large: 'The request is too large.',
  unavailable: 'Please try again later.',
};

const refusalOf = (outcome: Outcome): string | null =>
  outcome.kind === 'accepted' || outcome.kind === 'duplicate' ? null : REFUSALS[outcome.kind];

const json = (status: number, body: Readonly<Record<string, unknown>>): Reply => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(body),
});

export function menuReply(outcome: Outcome): Reply {
  const refusal = refusalOf(outcome);
  return json(STATUS[outcome.kind], {
    success: refusal === null ? '1' : '0',
    message: refusal ?? 'Menu items are successfully listed.',
  });
}

/** Partners in use answer with `code` or with `http_code`; giving both suits every reader. */
export function stockReply(outcome: Outcome): Reply {
  const status = STATUS[outcome.kind];
  const refusal = refusalOf(outcome);
  if (refusal === null) {
    return json(status, { code: 200, http_code: 200, status: 'success', message: 'Stock status updated successfully' });
  }
  const code = status === 200 ? 400 : status;
  return json(status, {
    code,
    http_code: code,
    status: 'failed',
    message: `Stock status not updated successfully. ${refusal}`,
  });
}

export function updateStatusReply(outcome: Outcome, route: Route | null): Reply {
  const status = STATUS[outcome.kind];
  const refusal = refusalOf(outcome);
  if (refusal !== null) {
    return json(status, { http_code: status === 200 ? 400 : status, status: 'failed', message: refusal });
  }
  const message = `Store Status updated successfully for store ${route?.location ?? ''}`.trim();
  return json(status, { http_code: 200, status: 'success', message });
}

/** The switch PetPooja's own screen mirrors: opening hours do not turn it off. A pause and a closure are both "0". */
export function storeStatusReply(store: StoreView | null, outcome: Outcome): Reply {
  const refusal = refusalOf(outcome);
  if (refusal !== null || store === null) {
    const failed = refusal === null ? 'unknown_account' : outcome.kind;
    const status = STATUS[failed];
    const message = refusal ?? REFUSALS.unknown_account;
    return json(status, { http_code: status === 200 ? 400 : status, status: 'failed', message });
  }
  return json(200, {
    http_code: 200,
    status: 'success',
    store_status: store.state === 'open' ? '1' : '0',
    message: 'Store Delivery Status fetched successfully',
  });
}
