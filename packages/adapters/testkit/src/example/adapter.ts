import { defineAdapter, type HookRequest, type Outcome, peekJson, type Reply, type Route } from '@kirana/adapter';
import { lineCutter } from './line-cutter.ts';
import { manifest } from './manifest.ts';
import { normaliseEvent, normaliseList, normalisePoke } from './normalise.ts';
import { check, pull, send } from './pull.ts';
import { ConnectionSettings, SourceSettings, secrets, verification } from './settings.ts';

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

export const reply = ({ kind }: Outcome): Reply => ({ status: STATUS[kind], body: kind });

const textAt = (body: Uint8Array, pointer: string): string | null => {
  const value = peekJson(body, pointer);
  return typeof value === 'string' ? value : null;
};

export function route({ path, body }: HookRequest): Route | null {
  const endpoint = path === 'event' || path === 'poke' || path === 'lines' ? path : null;
  if (endpoint === null) return null;
  const location = endpoint === 'poke' ? null : textAt(body, '/store');
  return { endpoint, account: textAt(body, '/account'), location, deliveryId: textAt(body, '/id') };
}

/** The small correct adapter that the kit is tried on. */
export const lotus = defineAdapter({
  manifest,
  sourceSettings: SourceSettings,
  connectionSettings: ConnectionSettings,
  secrets,
  verify: verification,
  route,
  endpoints: {
    event: { kind: 'event', normalise: normaliseEvent, reply },
    poke: { kind: 'event', of: 'connection', normalise: normalisePoke, reply },
    list: { kind: 'event', normalise: normaliseList, reply },
    lines: { kind: 'event', normalise: normaliseList, reply, cut: lineCutter },
  },
  pull,
  send,
  check,
});
