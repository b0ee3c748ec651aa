import { defineAdapter } from '@kirana/adapter';
import { check } from './check.ts';
import { endpoints } from './endpoints.ts';
import { manifest } from './manifest.ts';
import { pull } from './pull.ts';
import { route } from './route.ts';
import { ConnectionSettings, SourceSettings, secrets } from './settings.ts';
import { verification } from './verification.ts';

export const adapter = defineAdapter({
  manifest,
  sourceSettings: SourceSettings,
  connectionSettings: ConnectionSettings,
  secrets,
  verify: verification,
  route,
  endpoints,
  pull,
  check,
});
