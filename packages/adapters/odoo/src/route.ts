import type { HookRequest, Route } from '@kirana/adapter';

const PATH = /^\/*(changed|removed)(?:\/+([^/]+))?\/*$/;

function decoded(segment: string): string | null {
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
}

/**
 * `changed/<account>` and `removed/<account>`: a body names a model and a record, never the database it is of, nor a store. Odoo numbers no
 * deliveries, and the same body is a new fact each time.
 */
export function route(request: HookRequest): Route | null {
  const [, endpoint, segment] = PATH.exec(request.path) ?? [];
  if (endpoint === undefined) return null;
  return {
    endpoint,
    account: segment === undefined ? null : decoded(segment),
    location: null,
    deliveryId: null,
  };
}
