/** Which engines stand behind the server: all in one process, PostgreSQL (fsync on) with files, or PostgreSQL, Redis Cluster, Kafka and S3. */
export type EngineSet = 'embedded' | 'postgres' | 'real';

/** What a ratio has to be. */
export interface Bar {
  readonly at: 'least' | 'most';
  readonly ratio: number;
}

export interface Measured {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The same figure of what it is compared with: a baseline of this run, or an absolute limit. */
  readonly baseline: number | null;
  /** Value over baseline; the median of the rounds where there were several. */
  readonly ratio: number | null;
  /** Null: only to be known. */
  readonly bar: Bar | null;
  readonly engines: EngineSet | 'none';
  /** Whole numbers that must be exact, where the bench checks some; it fails when they are not. */
  readonly counts?: Readonly<Record<string, number>>;
  /** For people. */
  readonly note?: string;
}

export const passes = ({ ratio, bar }: Measured): boolean | null => {
  if (ratio === null || bar === null) return null;
  return bar.at === 'least' ? ratio >= bar.ratio : ratio <= bar.ratio;
};

const rounded = (value: number): number => Number(value.toPrecision(4));

/** One line of `--json`. */
export const jsonLine = (measured: Measured): string =>
  JSON.stringify({
    name: measured.name,
    value: rounded(measured.value),
    unit: measured.unit,
    baseline: measured.baseline === null ? null : rounded(measured.baseline),
    ratio: measured.ratio === null ? null : rounded(measured.ratio),
    bar: measured.bar?.ratio ?? null,
    pass: passes(measured),
    engines: measured.engines,
    ...measured.counts,
  });

/** A figure that must stay below a limit: the limit is its baseline, so the bar is 1. */
export const below = (limit: number, value: number) =>
  ({ value, baseline: limit, ratio: value / limit, bar: { at: 'most', ratio: 1 } }) as const;

/** A figure without a baseline. */
export const plain = (value: number) => ({ value, baseline: null, ratio: null, bar: null }) as const;

/** Bars of the ledger are set on PostgreSQL; on other engines the ratio is only to be known. */
export const onPostgres = (engines: EngineSet, bar: Bar): Bar | null => (engines === 'postgres' ? bar : null);
