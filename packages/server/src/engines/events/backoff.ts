export interface Backoff {
  readonly firstMs: number;
  readonly mostMs: number;
}

/** How long to pause after the n-th failure in a row (from 1): doubled each time, up to a limit. */
export const backoffMs = ({ firstMs, mostMs }: Backoff, failures: number): number =>
  Math.min(mostMs, firstMs * 2 ** Math.min(failures - 1, 20));
