import { z } from 'zod';
import { hookSecrets } from './verification.ts';

/** Of the provider's app. Strict: a misspelt setting is refused when it is saved. */
export const SourceSettings = z.strictObject({});

/** Of one account at the provider. */
export const ConnectionSettings = z.strictObject({
  baseUrl: z
    .url({ protocol: /^https?$/ })
    .default('__API_URL__')
    .meta({ description: 'Where its API is' }),
});
export type ConnectionSettings = z.output<typeof ConnectionSettings>;

/** Named here, kept sealed by the server. */
export const secrets = {
  ...hookSecrets,
  apiToken: { description: 'Token for calls to the API of __TITLE__', required: true },
} as const;
