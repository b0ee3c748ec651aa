import { defineAdapter, type EventEndpoint } from '@kirana/adapter';
import { checkSite } from './check.ts';
import { manifest } from './manifest.ts';
import { normaliseBins } from './normalise-bins.ts';
import { normaliseDocument } from './normalise-document.ts';
import { normaliseGroups } from './normalise-groups.ts';
import { normaliseItemEvent } from './normalise-item-event.ts';
import { normaliseItems } from './normalise-items.ts';
import { pull } from './pull.ts';
import { reply } from './replies.ts';
import { ALIASES, type EndpointName, route } from './route.ts';
import { send } from './set-stock.ts';
import { ConnectionSettings, SourceSettings, secrets, verification } from './settings.ts';

const endpoints: Readonly<Record<EndpointName, EventEndpoint<ConnectionSettings>>> = {
  document: { kind: 'event', of: 'connection', aliases: ALIASES.document, normalise: normaliseDocument, reply },
  item_event: { kind: 'event', aliases: ALIASES.item_event, normalise: normaliseItemEvent, reply },
  items: { kind: 'event', aliases: ALIASES.items, normalise: normaliseItems, reply },
  groups: { kind: 'event', aliases: ALIASES.groups, normalise: normaliseGroups, reply },
  bins: { kind: 'event', aliases: ALIASES.bins, normalise: normaliseBins, reply },
};

export const erpnext = defineAdapter({
  manifest,
  sourceSettings: SourceSettings,
  connectionSettings: ConnectionSettings,
  secrets,
  verify: verification,
  route,
  endpoints,
  pull,
  send,
  check: checkSite,
});
