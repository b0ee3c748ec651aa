import { assertPublicUrl, type UrlGuardOptions } from '../gateway/url-guard.ts';

const WEB_URL = /^\s*https?:/i;

function* textsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) yield* textsIn(inner);
}

/**
 * Web addresses in the settings of a source or connection must be public, as they will have to be when an adapter calls them: said here,
 * to who writes them, and not only at the first pull. Asks the resolver, so never inside a transaction.
 * @throws URL_FORBIDDEN
 */
export async function assertPublicSettings(settings: unknown, options: UrlGuardOptions): Promise<void> {
  for (const text of textsIn(settings)) if (WEB_URL.test(text)) await assertPublicUrl(text.trim(), options);
}
