import { type DestinationStream, type Logger, pino } from 'pino';

/** Fields that may hold a secret, wherever a log call puts them. */
const SECRET_FIELDS = [
  'authorization',
  'token',
  'secret',
  'secrets',
  'password',
  'credential',
  'apiKey',
  'rootKey',
  'key_hash',
  'data_key',
];
const REDACTED = '[redacted]';

const paths = SECRET_FIELDS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]).concat(
  ['headers', '*.headers'].flatMap((at) => [`${at}["x-api-key"]`, `${at}.cookie`]),
);

/** Keys and hook tokens have a form of their own: whatever text they got into, they leave the process as this. */
const SECRET_TEXT = /\b(kir[rt]?_)[A-Za-z0-9_.-]{8,}|(\/v1\/hooks\/)[^/"\s?\\]+|([?&]token=)[^&"\s\\]+/g;

export const scrub = (line: string): string =>
  line.replace(
    SECRET_TEXT,
    (_all, key: string | undefined, hook: string | undefined, query: string | undefined) =>
      `${key ?? hook ?? query}${REDACTED}`,
  );

/** JSON lines to stderr, so that stdout stays for people. */
export const createLog = (
  level: string,
  destination: DestinationStream = pino.destination({ fd: 2, sync: false }),
): Logger =>
  pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths, censor: REDACTED },
      serializers: { err: pino.stdSerializers.err },
      hooks: { streamWrite: scrub },
    },
    destination,
  );
export type Log = Logger;
