import { randomBytes } from 'node:crypto';

const SECRET_BYTES = 24;

/** A new secret in the form of Standard Webhooks: `whsec_` and base64. */
export const newSigningSecret = (): string => `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`;
