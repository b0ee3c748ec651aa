import { Flags, type Interfaces } from '@oclif/core';

const envName = (flag: string): string => `KIRANA_${flag.toUpperCase().replaceAll('-', '_')}`;

/** Gives every flag its twin in the environment: `--dry-run` is KIRANA_DRY_RUN. A flag given wins. */
export function withEnvTwins<F extends Interfaces.FlagInput>(flags: F): F {
  return Object.fromEntries(
    Object.entries(flags).map(([name, flag]) => [name, { ...flag, env: flag.env ?? envName(name) }]),
  ) as F;
}

const GLOBAL = { helpGroup: 'GLOBAL' };

/** What every command takes. */
export const globalFlags = withEnvTwins({
  json: Flags.boolean({ summary: 'Print the result as JSON', ...GLOBAL }),
  context: Flags.string({ summary: 'Saved context to use instead of the current one', ...GLOBAL }),
  url: Flags.string({ summary: 'Address of the server', helpValue: '<url>', ...GLOBAL }),
  key: Flags.string({ summary: 'API key', helpValue: '<key>', env: 'KIRANA_API_KEY', ...GLOBAL }),
  quiet: Flags.boolean({ summary: 'Nothing on stderr but errors', ...GLOBAL }),
  'no-input': Flags.boolean({ summary: 'Never ask; fail instead', ...GLOBAL }),
});

/** What lists take. */
export const pageFlags = withEnvTwins({
  limit: Flags.integer({ summary: 'Most entries to show', default: 50, min: 1, max: 100_000 }),
  cursor: Flags.string({ summary: 'Go on from here: `nextCursor` of an earlier answer' }),
});

export const storeFlag = withEnvTwins({
  store: Flags.string({ summary: 'Id of the store; the one of the context unless given', helpValue: '<id>' }),
});

export const yesFlag = withEnvTwins({ yes: Flags.boolean({ char: 'y', summary: 'Do it without asking' }) });

/** What waits for work on the server. */
export const waitFlag = withEnvTwins({ wait: Flags.boolean({ summary: 'Stay until it is finished' }) });

/** A value given several times, or in the environment with commas between. */
export const listOf = (value: readonly string[] | string | undefined): readonly string[] =>
  typeof value === 'string' ? value.split(',').map((part) => part.trim()) : (value ?? []);

type Given<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** Only the fields that have a value: what is left out of a request stays as it is. */
export const given = <T extends object>(fields: T): Given<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Given<T>;
