import { defineAdapter } from '@kirana/adapter';
import { cutFile } from './cutting/cut-file.ts';
import { manifest } from './manifest.ts';
import { normaliseFile } from './normalise-file.ts';
import { normalisePostedRows } from './normalise-posted-rows.ts';
import { reply, route } from './route.ts';
import { ConnectionSettings, SourceSettings, secrets, verification } from './settings.ts';

export const csv = defineAdapter({
  manifest,
  sourceSettings: SourceSettings,
  connectionSettings: ConnectionSettings,
  secrets,
  verify: verification,
  route,
  endpoints: {
    file: { kind: 'event', normalise: normaliseFile, reply, cut: cutFile },
    rows: { kind: 'event', normalise: normalisePostedRows, reply },
  },
});
