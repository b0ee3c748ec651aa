import { AdapterError, type AdapterErrorKind, type HttpAnswer, peekJson, retryAfter } from '@kirana/adapter';

/** Exceptions that say that a setting asks for what this database does not have, such as a field of a module that is not installed. */
const NOT_HERE = /^(builtins\.)?(ValueError|KeyError|TypeError)$/;

const BY_STATUS: ReadonlyMap<number, AdapterErrorKind> = new Map([
  [401, 'auth'],
  [403, 'auth'],
  [404, 'config'],
  [405, 'config'],
  [408, 'transient'],
  [409, 'transient'],
  [429, 'rate_limited'],
]);

function kindOf(status: number, name: unknown): AdapterErrorKind {
  const known = BY_STATUS.get(status);
  if (known !== undefined) return known;
  if (status >= 500) return typeof name === 'string' && NOT_HERE.test(name) ? 'config' : 'transient';
  // a redirect leads to a log-in page or to another address: the URL is not that of this database
  return status < 400 ? 'config' : 'permanent';
}

/** Odoo's words in one line, without the key it may have repeated. The traceback beside them is not read. */
function wordsOf(answer: HttpAnswer, key: string): string {
  const message = peekJson(answer.bytes, '/message');
  if (typeof message !== 'string' || message.trim() === '') return '';
  const text = key === '' ? message : message.replaceAll(key, '***');
  return `: ${text
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, 300)}`;
}

/** What an answer that is not 200 means. */
export function failureOf(answer: HttpAnswer, called: string, key: string): AdapterError {
  const kind = kindOf(answer.status, peekJson(answer.bytes, '/name'));
  const wait = kind === 'rate_limited' || kind === 'transient' ? retryAfter(answer.headers) : {};
  const message = `Odoo answered ${answer.status} to ${called}${wordsOf(answer, key)}`;
  return new AdapterError(kind, message, wait);
}
