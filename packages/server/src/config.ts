import { KiranaError } from '@kirana/core';
import { z } from 'zod';

const Port = z.coerce.number().int().min(0).max(65_535);
const Days = z.coerce.number().int().min(1).max(36_500);
/** Of records by which a repeated call is known: never shorter than idempotency keys are kept. */
const RepeatDays = z.coerce.number().int().min(7).max(36_500);
const Flag = z.enum(['0', '1', 'true', 'false']).transform((value) => value === '1' || value === 'true');
const List = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
);

/** The parts of the server. All in one process unless `--role` names some. */
export const ROLES = ['integration-gateway', 'catalog-normalizer', 'catalog-api'] as const;
export type ServerRole = (typeof ROLES)[number];

/** Every variable the server reads. An empty value counts as not set. */
const Variables = z.object({
  PORT: Port.default(8080).describe('port to listen on; 0 takes a free one'),
  HOST: z.string().default('127.0.0.1').describe('address to listen on'),
  PUBLIC_URL: z.url().optional().describe('how providers reach this server; needed where a signature covers the URL'),
  KIRANA_DATA: z
    .string()
    .default('./.kirana')
    .describe('folder of the embedded engines and of the generated secret key'),
  KIRANA_SECRET_KEY: z
    .string()
    .min(32)
    .optional()
    .describe('seals secrets and archived bodies; generated in KIRANA_DATA when not set'),
  KIRANA_SECRET_KEY_PREVIOUS: z.string().min(32).optional().describe('the key before, during a rotation'),
  DATABASE_URL: z.string().optional().describe('PostgreSQL instead of PGlite'),
  DATABASE_POOL: z.coerce.number().int().min(2).max(500).default(12).describe('connections of this process'),
  REDIS_URL: z
    .string()
    .optional()
    .describe('Redis or Redis Cluster (several nodes, comma separated) instead of the memory cache'),
  KAFKA_BROKERS: List.optional().describe('Kafka instead of following the database'),
  KAFKA_TLS: Flag.default(false).describe('talk TLS to the brokers, whose names must be in their certificates'),
  KAFKA_CA_FILE: z
    .string()
    .optional()
    .describe('PEM file with the authorities to trust instead of those of Node; with KAFKA_TLS'),
  KAFKA_SASL_MECHANISM: z
    .enum(['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512'])
    .optional()
    .describe('how to log in: PLAIN, SCRAM-SHA-256 or SCRAM-SHA-512'),
  KAFKA_USERNAME: z.string().optional().describe('with KAFKA_SASL_MECHANISM'),
  KAFKA_PASSWORD: z.string().optional().describe('with KAFKA_SASL_MECHANISM'),
  S3_ENDPOINT: z.url().optional().describe('S3-compatible archive instead of files'),
  S3_BUCKET: z.string().default('kirana').describe('made when it is not there'),
  S3_REGION: z.string().default('us-east-1').describe('region the requests are signed for'),
  S3_ACCESS_KEY_ID: z.string().default('').describe('credentials of the bucket'),
  S3_SECRET_ACCESS_KEY: z.string().default('').describe('credentials of the bucket'),
  KIRANA_LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])
    .default('info')
    .describe('JSON lines on stderr'),
  KIRANA_REQUESTS_PER_MINUTE: z.coerce
    .number()
    .int()
    .min(1)
    .default(60_000)
    .describe('per API key, unless the key says otherwise'),
  KIRANA_HOLDS_PER_KEY: z.coerce
    .number()
    .int()
    .min(1)
    .max(1_000_000)
    .default(10_000)
    .describe('open reservations per API key; stores written in the same moment may exceed it a little'),
  KIRANA_UNTRACKED_MAX_QUANTITY: z.coerce
    .number()
    .int()
    .min(1)
    .optional()
    .describe('most base units of an untracked item in one order; no limit unless set'),
  KIRANA_STOCK_STALE_MINUTES: z.coerce
    .number()
    .min(1)
    .optional()
    .describe('a count whose source was not heard from for so long is not orderable; unless set it always counts'),
  KIRANA_HOOK_BODY_MB: z.coerce.number().min(0.001).max(1_000).default(20).describe('largest webhook body, decoded'),
  KIRANA_UPLOAD_MB: z.coerce
    .number()
    .min(0.001)
    .max(1_000_000)
    .default(4_096)
    .describe('largest file that is uploaded, decoded'),
  KIRANA_DROP_FOLDER: z
    .string()
    .optional()
    .describe('folder with one folder for each connection, named by its id, from which files are taken'),
  KIRANA_DROP_S3: z
    .string()
    .regex(/^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](\/[^\s]*)?$/, 's3://bucket or s3://bucket/prefix')
    .optional()
    .describe('bucket and prefix from which files are taken, as from the folder: s3://bucket/prefix; with S3_ENDPOINT'),
  KIRANA_CACHE_MB: z.coerce.number().int().min(1).default(256).describe('memory cache of answers'),
  KIRANA_ALLOW_PRIVATE_HOSTS: List.default([]).describe(
    'hosts in private ranges that adapters and webhooks may call, for local simulators',
  ),
  KIRANA_TRUST_PROXY: Flag.default(false).describe('believe X-Forwarded-For: set it only behind a proxy that sets it'),
  KIRANA_RETENTION_DELIVERIES_DAYS: Days.default(90).describe('deliveries and their archived bodies'),
  KIRANA_RETENTION_EVENTS_DAYS: Days.default(30).describe(
    'event log: how far back a live stream or consumer can resume',
  ),
  KIRANA_RETENTION_STOCK_EFFECTS_DAYS: RepeatDays.default(30).describe(
    'ids of sales and keys of stock changes: for so long a repetition hears the first answer; 7 or more',
  ),
  KIRANA_RETENTION_RESERVATIONS_DAYS: RepeatDays.default(400).describe(
    'reservations, from their end on; 7 or more. Open ones stay, and so do all entries of the ledger',
  ),
  KIRANA_ADAPTERS: List.optional().describe(
    'packages of the adapters to run, by name or path, and `built-in` for all built-in ones, which is the default',
  ),
  KIRANA_ADAPTERS_FROM: z
    .string()
    .optional()
    .describe('folder in which plugins are installed and locked; the working directory unless set'),
  KIRANA_ADAPTER_ISOLATION: z
    .enum(['plugins', 'all'])
    .default('plugins')
    .describe('which adapters run in processes of their own: plugins, or all'),
  KIRANA_ADAPTER_MEMORY_MB: z.coerce
    .number()
    .int()
    .min(64)
    .max(65_536)
    .default(256)
    .describe('heap of one process of an adapter, in MiB; buffers and the rest may take 256 more'),
  KIRANA_AUTO_MIGRATE: Flag.optional().describe('run migrations at start; on by default with PGlite only'),
});

type Variables = z.infer<typeof Variables>;

/** Of these, one means nothing without the others. */
function withoutTheirOthers(given: Variables): readonly (readonly [name: keyof Variables, message: string])[] {
  const { KAFKA_SASL_MECHANISM: mechanism, KAFKA_USERNAME: username, KAFKA_PASSWORD: password } = given;
  const wrong: (readonly [keyof Variables, string])[] = [];
  if (given.KIRANA_DROP_S3 !== undefined && given.S3_ENDPOINT === undefined)
    wrong.push(['KIRANA_DROP_S3', 'needs S3_ENDPOINT']);
  if (given.KAFKA_CA_FILE !== undefined && !given.KAFKA_TLS) wrong.push(['KAFKA_CA_FILE', 'needs KAFKA_TLS']);
  if (mechanism === undefined && (username !== undefined || password !== undefined))
    wrong.push(['KAFKA_SASL_MECHANISM', 'is needed for a user name or password']);
  if (mechanism !== undefined && username === undefined) wrong.push(['KAFKA_USERNAME', 'is needed to log in']);
  if (mechanism !== undefined && password === undefined) wrong.push(['KAFKA_PASSWORD', 'is needed to log in']);
  return wrong;
}

const Environment = Variables.superRefine((given, context) => {
  for (const [name, message] of withoutTheirOthers(given)) context.addIssue({ code: 'custom', path: [name], message });
});

export type Environment = z.infer<typeof Environment>;

/** Name, default and meaning of each variable, for the help and the docs. */
export const environmentHelp = (): readonly { name: string; fallback: string; meaning: string }[] =>
  Object.entries(Variables.shape).map(([name, schema]) => ({
    name,
    fallback: schema instanceof z.ZodDefault ? String(schema.def.defaultValue) : '',
    meaning: schema.description ?? '',
  }));

/** What processes of adapters get to see of the environment: nothing that could hold a secret. */
const FOR_CHILDREN = ['NODE_ENV', 'NODE_EXTRA_CA_CERTS', 'NODE_ICU_DATA', 'TZ'] as const;

export const childEnvironment = (): Record<string, string> =>
  Object.fromEntries(
    FOR_CHILDREN.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );

/** Reads the environment once; the result is frozen. @throws CONFIG_INVALID naming each wrong variable. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Environment {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const result = Environment.safeParse(given);
  if (result.success) return Object.freeze(result.data);
  const problems = result.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
  throw new KiranaError(
    'CONFIG_INVALID',
    { variables: problems.map((problem) => problem.path) },
    {
      problems,
      detail: problems.map((problem) => `${problem.path}: ${problem.message}`).join('; '),
    },
  );
}
