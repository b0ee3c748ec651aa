import { ChangeProblem, type Verification } from '@kirana/adapter';

// The kit does without a schema library of its own: these are made from a strict schema of the contract.
export const SourceSettings = ChangeProblem.pick({});
export const ConnectionSettings = SourceSettings.extend({ baseUrl: ChangeProblem.shape.message.min(1) });
export interface Settings {
  readonly baseUrl: string;
}

export const secrets = {
  hookSecret: { description: 'Signs what Lotus sends', required: true },
  apiKey: { description: 'Key of the account', required: true },
} as const;

export const verification: Verification = {
  kind: 'hmac',
  algorithm: 'sha256',
  encoding: 'hex',
  header: 'x-lotus-signature',
  secret: 'hookSecret',
  signed: ['url', 'timestamp', 'body'],
  timestamp: { header: 'x-lotus-time', unit: 'seconds', toleranceSeconds: 300 },
};
