import type { Verification } from '@kirana/adapter';
import { z } from 'zod';

/** Shopify leaves nothing to choose: one app has one client secret, and signs everything with it. */
export const SourceSettings = z.strictObject({});

export const ConnectionSettings = z.strictObject({
  baseUrl: z
    .url({ protocol: /^https?$/ })
    .optional()
    .meta({ description: 'Where the Admin API is served; left out: https:// and the shop domain' }),
});
export type ConnectionSettings = z.output<typeof ConnectionSettings>;

export const secrets = {
  clientSecret: { description: 'Client secret of the app: webhooks are signed with it', required: true },
  accessToken: { description: 'Admin API access token of the shop, for pulls and for writing stock', required: false },
} as const;

/** Base64 over the raw body. After a rotation Shopify goes on signing with the old secret for up to an hour: both are accepted. */
export const verification: Verification = {
  kind: 'hmac',
  algorithm: 'sha256',
  encoding: 'base64',
  header: 'x-shopify-hmac-sha256',
  secret: 'clientSecret',
  signed: ['body'],
};
