import type { Shortfall } from './inventory/reservation.ts';
import { STOCK_ERRORS } from './inventory/stock-errors.ts';
import type { Reason } from './orderability/reason.ts';

/** What went wrong, in the few kinds a caller can act on. The server maps each kind to one HTTP status. */
export type ErrorKind =
  | 'invalid'
  | 'unauthorised'
  | 'forbidden'
  | 'not_found'
  | 'method'
  | 'conflict'
  | 'too_large'
  | 'unsupported'
  | 'reused'
  | 'too_many'
  | 'unavailable'
  | 'bug';

export interface ErrorEntry {
  readonly kind: ErrorKind;
  /** May the very same request succeed later without anybody changing anything? */
  readonly retryable: boolean;
  /** One sentence: what happened. */
  readonly title: string;
  /** One sentence: what to do about it. */
  readonly next: string;
}

/** Published contract: a code may be added, never renamed or reused. */
export const ERRORS = {
  REQUEST_INVALID: {
    kind: 'invalid',
    retryable: false,
    title: 'The request does not fit its schema.',
    next: 'Correct the fields named in `problems` and send it again.',
  },
  JSON_INVALID: {
    kind: 'invalid',
    retryable: false,
    title: 'The body is not valid JSON.',
    next: 'Send one UTF-8 JSON document, at most 64 levels deep.',
  },
  CURSOR_INVALID: {
    kind: 'invalid',
    retryable: false,
    title: 'The page cursor is not one of ours.',
    next: 'Start again without a cursor.',
  },
  KEY_MISSING: {
    kind: 'unauthorised',
    retryable: false,
    title: 'No API key was sent.',
    next: 'Send `Authorization: Bearer <key>`.',
  },
  KEY_INVALID: {
    kind: 'unauthorised',
    retryable: false,
    title: 'The API key or token is unknown, revoked or expired.',
    next: 'Ask for a new key.',
  },
  SIGNATURE_INVALID: {
    kind: 'unauthorised',
    retryable: false,
    title: 'The message could not be authenticated.',
    next: 'Check the secret and how the provider sends it.',
  },
  SCOPE_MISSING: {
    kind: 'forbidden',
    retryable: false,
    title: 'The key lacks the scope this call needs.',
    next: 'Use a key with the scope named in `params.scope`.',
  },
  ORIGIN_FORBIDDEN: {
    kind: 'forbidden',
    retryable: false,
    title: 'The token is not valid from this origin.',
    next: 'Add the origin when the token is made.',
  },
  NOT_FOUND: {
    kind: 'not_found',
    retryable: false,
    title: 'There is nothing here for this key.',
    next: 'Check the id; ids of other tenants look like missing ones.',
  },
  ROUTE_NOT_FOUND: {
    kind: 'not_found',
    retryable: false,
    title: 'No such path.',
    next: 'See /docs for the paths.',
  },
  METHOD_NOT_ALLOWED: {
    kind: 'method',
    retryable: false,
    title: 'The path does not take this method.',
    next: 'See /docs.',
  },
  ALREADY_EXISTS: {
    kind: 'conflict',
    retryable: false,
    title: 'Something with this identity exists already.',
    next: 'Read it, or choose another identity.',
  },
  STATE_CONFLICT: {
    kind: 'conflict',
    retryable: false,
    title: 'The call does not fit the present state.',
    next: 'Read the present state and decide again.',
  },
  IDEMPOTENCY_IN_FLIGHT: {
    kind: 'conflict',
    retryable: true,
    title: 'A call with this idempotency key is still running.',
    next: 'Repeat the same call a little later.',
  },
  IDEMPOTENCY_KEY_REUSED: {
    kind: 'reused',
    retryable: false,
    title: 'The idempotency key was used for another request.',
    next: 'Use one key per logical call.',
  },
  BODY_TOO_LARGE: {
    kind: 'too_large',
    retryable: false,
    title: 'The body is over the limit.',
    next: 'Send less; `params.limitBytes` is the limit.',
  },
  ENCODING_UNSUPPORTED: {
    kind: 'unsupported',
    retryable: false,
    title: 'The content encoding or type is not supported.',
    next: 'Send identity, gzip, deflate or br encoded JSON.',
  },
  RATE_LIMITED: {
    kind: 'too_many',
    retryable: true,
    title: 'Too many requests for this key.',
    next: 'Wait as long as Retry-After says.',
  },
  OVERLOADED: {
    kind: 'too_many',
    retryable: true,
    title: 'The queue for this work is full.',
    next: 'Wait as long as Retry-After says.',
  },
  DATABASE_UNAVAILABLE: {
    kind: 'unavailable',
    retryable: true,
    title: 'The database did not answer.',
    next: 'Repeat the call, a write with the same idempotency key; nothing was half written.',
  },
  ARCHIVE_UNAVAILABLE: {
    kind: 'unavailable',
    retryable: true,
    title: 'The archive could not store or read the body.',
    next: 'Repeat the call; nothing was accepted.',
  },
  EVENTS_UNAVAILABLE: {
    kind: 'unavailable',
    retryable: true,
    title: 'The event log did not answer.',
    next: 'Wait; it catches up by itself.',
  },
  SHUTTING_DOWN: {
    kind: 'unavailable',
    retryable: true,
    title: 'The server is stopping.',
    next: 'Repeat the call; another process or the restarted one answers.',
  },
  UPLOAD_UNREADABLE: {
    kind: 'invalid',
    retryable: false,
    title: 'The file cannot be read as the mapping of its connection says.',
    next: 'Correct the file or the settings of the connection. What was taken before stays applied; nothing is removed.',
  },
  UPLOAD_BROKEN_OFF: {
    kind: 'invalid',
    retryable: true,
    title: 'The file did not arrive to its end.',
    next: 'Send it again. What was taken stays applied; nothing is removed.',
  },
  UPLOAD_TYPE_UNSUPPORTED: {
    kind: 'unsupported',
    retryable: false,
    title: 'The adapter takes no files of this type.',
    next: 'Say what the file is in Content-Type; `params.mediaTypes` are taken.',
  },
  PROVIDER_UNREACHABLE: {
    kind: 'unavailable',
    retryable: true,
    title: 'The provider did not answer as expected.',
    next: 'Repeat later; see the connection check.',
  },
  PROVIDER_RATE_LIMITED: {
    kind: 'unavailable',
    retryable: true,
    title: 'The provider asked us to wait.',
    next: 'The sync goes on by itself after the wait.',
  },
  PROVIDER_REFUSED: {
    kind: 'conflict',
    retryable: false,
    title: 'The provider refused the call.',
    next: 'Check the settings and credentials of the connection.',
  },
  URL_FORBIDDEN: {
    kind: 'invalid',
    retryable: false,
    title: 'The URL points to an address that is not allowed.',
    next: 'Use a public https address, or allow the host in the server settings.',
  },
  ARCHIVE_BODY_MISSING: {
    kind: 'not_found',
    retryable: false,
    title: 'The archived body is gone or damaged.',
    next: 'It may be past its retention; ask the provider to send it again.',
  },
  SECRET_KEY_UNKNOWN: {
    kind: 'unavailable',
    retryable: false,
    title: 'Sealed data was written under a key this server does not have.',
    next: 'Set KIRANA_SECRET_KEY, and KIRANA_SECRET_KEY_PREVIOUS during a rotation.',
  },
  ADAPTER_UNKNOWN: {
    kind: 'invalid',
    retryable: false,
    title: 'No such adapter is installed.',
    next: 'See GET /v1/adapters.',
  },
  SETTINGS_INVALID: {
    kind: 'invalid',
    retryable: false,
    title: 'The settings do not fit the schema of the adapter.',
    next: 'Correct the fields named in `problems`.',
  },
  CAPABILITY_MISSING: {
    kind: 'conflict',
    retryable: false,
    title: 'The adapter does not declare this capability.',
    next: 'See the capabilities of the adapter.',
  },
  CONNECTION_UNKNOWN: {
    kind: 'not_found',
    retryable: false,
    title: 'No connection answers to the account in the message.',
    next: 'Create the connection, then replay the delivery.',
  },
  CONNECTION_PAUSED: {
    kind: 'conflict',
    retryable: false,
    title: 'The connection is paused.',
    next: 'Resume it; waiting deliveries are applied in order.',
  },
  LOCATION_UNKNOWN: {
    kind: 'not_found',
    retryable: false,
    title: 'The provider location is not linked to a store.',
    next: 'Link it to a store, then replay the delivery.',
  },
  DELIVERY_UNREADABLE: {
    kind: 'invalid',
    retryable: false,
    title: 'The delivery could not be read.',
    next: 'See the message and path; fix the adapter or ask the provider, then replay.',
  },
  ENDPOINT_UNKNOWN: {
    kind: 'not_found',
    retryable: false,
    title: 'The adapter has no such endpoint.',
    next: 'See the endpoints of the adapter.',
  },
  ITEM_INVALID: {
    kind: 'invalid',
    retryable: false,
    title: 'One entry of the delivery could not be understood.',
    next: 'The others were applied; correct this one at the provider.',
  },
  REFERENCE_UNKNOWN: {
    kind: 'not_found',
    retryable: true,
    title: 'The change names something not seen yet.',
    next: 'It is applied by itself when the reference arrives.',
  },
  SNAPSHOT_SUSPICIOUS: {
    kind: 'conflict',
    retryable: false,
    title: 'A full menu is empty or much smaller than the last one.',
    next: 'Nothing was removed. Review it in quarantine and approve or reject.',
  },
  PRICE_SUSPICIOUS: {
    kind: 'conflict',
    retryable: false,
    title: 'A price went to zero, below zero, or to a hundred times the last one.',
    next: 'The old price stays. Review it in quarantine and approve or reject.',
  },
  MAPPING_AMBIGUOUS: {
    kind: 'conflict',
    retryable: false,
    title: 'More than one thing matches the external id.',
    next: 'A person decides: set the mapping.',
  },
  DATA_FOLDER_LOCKED: {
    kind: 'conflict',
    retryable: false,
    title: 'Another server uses this data folder.',
    next: 'Stop it first, or set KIRANA_DATA to another folder.',
  },
  DATA_NEWER: {
    kind: 'conflict',
    retryable: false,
    title: 'The data was written by a newer version of the program.',
    next: 'Run that version or a newer one.',
  },
  PORT_TAKEN: {
    kind: 'conflict',
    retryable: false,
    title: 'The port is taken.',
    next: 'Set PORT to a free one, or stop the program that uses it.',
  },
  CONFIG_INVALID: {
    kind: 'invalid',
    retryable: false,
    title: 'The configuration is not valid.',
    next: 'Correct the variables named.',
  },
  ADAPTER_REFUSED: {
    kind: 'invalid',
    retryable: false,
    title: 'An adapter package is not loaded.',
    next: 'See `reason` and docs/plugins.md: install the version that fits, lock it again, or take it out of KIRANA_ADAPTERS.',
  },
  ...STOCK_ERRORS,
  INTERNAL: {
    kind: 'bug',
    retryable: true,
    title: 'Something went wrong on our side.',
    next: 'Repeat the call; if it stays, report the request id.',
  },
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof ERRORS;

/** One fact of an error. */
export type ErrorParam = string | number | boolean | readonly string[] | readonly Shortfall[] | readonly Reason[];

/** The shortest facts that let a reader act: ids, limits, names, what is short and why. Never secrets, never bodies. */
export type ErrorParams = Readonly<Record<string, ErrorParam | undefined>>;

/** One field that is wrong, by JSON pointer. */
export interface FieldProblem {
  readonly path: string;
  readonly message: string;
}

/** An error with a code of the published list. `message` reads as one sentence for people. */
export class KiranaError extends Error {
  readonly code: ErrorCode;
  readonly params: ErrorParams;
  readonly problems: readonly FieldProblem[];

  constructor(
    code: ErrorCode,
    params: ErrorParams = {},
    options: { cause?: unknown; detail?: string; problems?: readonly FieldProblem[] } = {},
  ) {
    super(options.detail ?? ERRORS[code].title, options.cause === undefined ? {} : { cause: options.cause });
    this.name = 'KiranaError';
    this.code = code;
    this.params = params;
    this.problems = options.problems ?? [];
  }

  get kind(): ErrorKind {
    return ERRORS[this.code].kind;
  }

  get retryable(): boolean {
    return ERRORS[this.code].retryable;
  }

  /** What to do next, in one sentence. */
  get next(): string {
    return ERRORS[this.code].next;
  }
}
