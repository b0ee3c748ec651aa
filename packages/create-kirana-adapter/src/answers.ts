export const VERIFICATIONS = ['hmac-hex', 'hmac-base64', 'shared-secret', 'basic', 'unsigned'] as const;
export type VerificationKind = (typeof VERIFICATIONS)[number];

export const STOCKS = ['none', 'switch', 'counts'] as const;
export type StockKind = (typeof STOCKS)[number];

export const LICENSES = ['Apache-2.0', 'MIT', 'none'] as const;
export type License = (typeof LICENSES)[number];

/** All that decides what is written. */
export interface Answers {
  /** `[a-z][a-z0-9-]*`: how operators name the adapter. */
  readonly id: string;
  /** Name of the npm package. */
  readonly packageName: string;
  readonly title: string;
  /** The provider's documents. */
  readonly providerUrl: string;
  /** Where its API is; used only where it pulls. */
  readonly apiUrl: string;
  readonly verification: VerificationKind;
  /** Of the signature or secret; lower case. */
  readonly header: string;
  /** Text before the signature or secret in that header. */
  readonly prefix: string;
  /** Does the provider send messages of its own accord? */
  readonly pushes: boolean;
  /** Has it an API that lists can be fetched from? */
  readonly pulls: boolean;
  readonly stock: StockKind;
  readonly license: License;
}

/** What was given, by a flag or a person; the rest has a default. */
export type Given = { readonly [K in keyof Answers]?: Answers[K] | undefined };

/** A mistake in what was asked for. */
export class AnswerError extends Error {
  override readonly name = 'AnswerError';
}

const ID = /^[a-z][a-z0-9-]{0,39}$/;
const PACKAGE = /^(@[a-z0-9][a-z0-9._-]*\/)?[a-z0-9][a-z0-9._-]{0,99}$/;
// it stands in code, JSON and Markdown: nothing that ends a string or a cell
const TITLE = /^[\p{L}\p{N}][\p{L}\p{N} .,&()+-]{0,59}$/u;
const PREFIX = /^[A-Za-z0-9=:, _-]{0,40}$/;
const HEADER = /^[a-z0-9!#$%&'*+.^_`|~-]{1,100}$/;

/** "@acme/kirana-adapter-tamarind" and "tamarind" are both the adapter tamarind. */
export const idOf = (name: string): string =>
  name
    .replace(/^@[^/]*\//, '')
    .replace(/^(kirana-)?adapter-/, '')
    .toLowerCase();

export const titleOf = (id: string): string =>
  id
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');

const defaultPrefix = (header: string, verification: VerificationKind): string =>
  verification === 'shared-secret' && header === 'authorization' ? 'Bearer ' : '';

export const defaultHeader = (id: string, verification: VerificationKind): string =>
  verification.startsWith('hmac') ? `x-${id}-signature` : 'authorization';

function url(text: string, what: string): string {
  const isHttp = URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
  if (isHttp && !/['"\\\s|]/.test(text)) return text.replace(/\/+$/, '');
  throw new AnswerError(`${what} must be an http(s) address, not "${text}"`);
}

const matching = (text: string, pattern: RegExp, what: string): string => {
  if (pattern.test(text)) return text;
  throw new AnswerError(`${what} cannot be "${text}": it must match ${pattern}`);
};

/** Fills what was not given and checks all of it. `id` must be given. @throws AnswerError */
export function completed(given: Given): Answers {
  const id = matching(given.id ?? '', ID, 'the name of an adapter');
  const verification = given.verification ?? 'hmac-hex';
  const pushes = given.pushes ?? true;
  const pulls = given.pulls ?? true;
  const header = matching((given.header ?? defaultHeader(id, verification)).toLowerCase(), HEADER, 'the header');
  if (!pushes && !pulls) throw new AnswerError('a provider that neither sends nor can be asked has nothing to say');
  return {
    id,
    packageName: matching(given.packageName ?? `kirana-adapter-${id}`, PACKAGE, 'the name of a package'),
    title: matching(given.title ?? titleOf(id), TITLE, 'the title'),
    providerUrl: url(given.providerUrl ?? `https://${id}.example/docs`, 'the address of the provider'),
    apiUrl: url(given.apiUrl ?? `https://api.${id}.example`, 'the address of its API'),
    verification,
    header,
    prefix: matching(given.prefix ?? defaultPrefix(header, verification), PREFIX, 'the text before it'),
    pushes,
    pulls,
    stock: given.stock ?? 'counts',
    license: given.license ?? 'Apache-2.0',
  };
}
