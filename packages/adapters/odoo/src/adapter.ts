import { defineAdapter } from '@kirana/adapter';
import { check } from './check.ts';
import { manifest } from './manifest.ts';
import { normaliseCatalog } from './normalise-catalog.ts';
import { normaliseStock } from './normalise-stock.ts';
import { normaliseChanged, normaliseRemoved } from './normalise-webhook.ts';
import { pull } from './pull.ts';
import { reply } from './replies.ts';
import { route } from './route.ts';
import { send } from './send.ts';
import { ConnectionSettings, SourceSettings, secrets, verification } from './settings.ts';

export const odoo = defineAdapter({
  manifest,
  sourceSettings: SourceSettings,
  connectionSettings: ConnectionSettings,
  secrets,
  verify: verification,
  route,
  endpoints: {
    changed: { kind: 'event', of: 'connection', normalise: normaliseChanged, reply },
    removed: { kind: 'event', of: 'connection', normalise: normaliseRemoved, reply },
    // No path leads to these two: they are what pulls bring.
    catalog: { kind: 'event', normalise: normaliseCatalog, reply },
    stock: { kind: 'event', normalise: normaliseStock, reply },
  },
  pull,
  send,
  check,
});
