import type { Verification } from '@kirana/adapter';
import { z } from 'zod';

export const PRODUCTION_URL = 'https://connect.squareup.com';

/** Square signs every message the same way: there is nothing to choose. */
export const SourceSettings = z.strictObject({});

export const ConnectionSettings = z.strictObject({
  baseUrl: z
    .url({ protocol: /^https?$/ })
    .default(PRODUCTION_URL)
    .meta({ description: 'https://connect.squareupsandbox.com for the sandbox' }),
  squareVersion: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .default('2026-05-20')
    .meta({ description: 'Square-Version of every call' }),
  measured: z.boolean().default(false).meta({
    description:
      'Variations sold by metric weight or volume are kept in grams and millilitres. Messages do not name the unit, so counts are then pulled instead of taken from them',
  }),
});
export type ConnectionSettings = z.output<typeof ConnectionSettings>;

export const secrets = {
  signatureKey: { description: 'Signature key of the webhook subscription', required: true },
  accessToken: { description: 'Access token of the seller, for pulling and for setting stock', required: true },
} as const;

/** Over the notification URL as it was registered, followed by the raw body. */
export const verification: Verification = {
  kind: 'hmac',
  algorithm: 'sha256',
  encoding: 'base64',
  header: 'x-square-hmacsha256-signature',
  secret: 'signatureKey',
  signed: ['url', 'body'],
};
