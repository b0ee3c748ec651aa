import type { EventEndpoint, QueryEndpoint } from '@kirana/adapter';
import { normaliseAvailability } from './normalise-availability.ts';
import { normaliseMenu } from './normalise-menu.ts';
import { reply, statusReply } from './replies.ts';

/** What Tamarind POS has to say or ask, by name. */
export const endpoints = {
  menu: { kind: 'event', normalise: normaliseMenu, reply },
  availability: { kind: 'event', normalise: normaliseAvailability, reply },
  status: { kind: 'query', reply: statusReply },
} as const satisfies Record<string, EventEndpoint<unknown> | QueryEndpoint>;
