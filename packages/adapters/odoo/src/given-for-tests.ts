import type { Given } from '@kirana/adapter';
import { ConnectionSettings } from './settings.ts';

/** What a normaliser is given in tests. */
export const givenFor = (endpoint: string, settings: Record<string, unknown> = {}): Given<ConnectionSettings> => ({
  endpoint,
  settings: ConnectionSettings.parse({ url: 'https://odoo.example', ...settings }),
  receivedAt: '2026-11-22T10:00:00.000Z',
  zone: 'Asia/Kolkata',
  currency: 'INR',
  businessDayStart: '05:00',
});

export const bytesOf = (body: unknown): Uint8Array =>
  Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
