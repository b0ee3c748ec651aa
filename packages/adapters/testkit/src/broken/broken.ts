import type { Adapter, EventEndpoint } from '@kirana/adapter';
import { lotus } from '../example/adapter.ts';
import type { ConformanceOptions } from '../options.ts';

/** The example adapter with one fault. */
export interface Broken {
  readonly fault: string;
  readonly adapter: Adapter;
  /** The checks that must fail, and no others. */
  readonly fails: readonly string[];
  readonly options?: Partial<ConformanceOptions>;
}

export type LotusEndpoint = EventEndpoint<Record<string, unknown>>;

/** The example with another way to read its bodies. */
export function reading(
  change: (normalise: LotusEndpoint['normalise'], name: string) => LotusEndpoint['normalise'],
): Adapter {
  const endpoints = Object.entries(lotus.endpoints).map(([name, endpoint]) =>
    endpoint.kind === 'event' ? [name, { ...endpoint, normalise: change(endpoint.normalise, name) }] : [name, endpoint],
  );
  return { ...lotus, endpoints: Object.fromEntries(endpoints) as Adapter['endpoints'] };
}

type Pull = NonNullable<Adapter['pull']>;
type Send = NonNullable<Adapter['send']>;

export const pullingBy = (change: (pull: Pull) => Pull): Adapter => ({ ...lotus, pull: change(lotus.pull as Pull) });
export const sendingBy = (change: (send: Send) => Send): Adapter => ({ ...lotus, send: change(lotus.send as Send) });
