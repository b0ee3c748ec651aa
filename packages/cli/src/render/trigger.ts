import type { HookRequest } from '@kirana/adapter';
import type { Hook } from '../context/context.ts';
import { redact } from '../context/redact.ts';
import type { Provider } from '../providers.ts';
import type { Sent } from '../send-trigger.ts';
import { plain, plainLines } from './plain.ts';

/** What a provider can send, and what can be changed in it. */
export const renderTriggers = ({ triggers }: Provider): string =>
  Object.entries(triggers)
    .map(([name, { description, parameters }]) =>
      [`${name}: ${description}`, ...Object.entries(parameters).map(([key, text]) => `    ${key}=…  ${text}`)].join(
        '\n',
      ),
    )
    .join('\n');

export interface ShownRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The request as it may be shown: its secrets and the token of the address are shortened. */
export function shownRequest(hook: Hook, { method, path, headers, body }: HookRequest): ShownRequest {
  const token = new URL(hook.url).pathname.split('/').findLast((part) => part !== '') ?? '';
  const secrets = [...Object.values(hook.secrets), token].filter((secret) => secret !== '');
  const hidden = (text: string) => secrets.reduce((shown, secret) => shown.replaceAll(secret, redact(secret)), text);
  return {
    method,
    url: hidden(`${hook.url.replace(/\/$/, '')}/${path}`),
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, hidden(value)])),
    body: hidden(Buffer.from(body).toString('utf8')),
  };
}

/** In the shape of HTTP. */
export const renderRequest = ({ method, url, headers, body }: ShownRequest): string =>
  [
    `${method} ${url}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${plain(value)}`),
    '',
    plainLines(body),
  ].join('\n');

const asText = (reply: unknown): string => plain(typeof reply === 'string' ? reply : JSON.stringify(reply));

export const renderSent = (event: string, { status, tookMs, reply }: Sent): string =>
  `${event}  ${status}  ${tookMs} ms  ${asText(reply)}`;
