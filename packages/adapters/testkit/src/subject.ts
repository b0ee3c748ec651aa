import { createHash } from 'node:crypto';
import type { Adapter, EventEndpoint, Given, Normalised, Page } from '@kirana/adapter';
import { type Fixture, type LoadedFixtures, loadFixtures } from './fixture.ts';
import type { ConformanceOptions } from './options.ts';
import { NOW, type Provider, providerOf, pullAll } from './provider.ts';

export type Endpoint = EventEndpoint<Record<string, unknown>>;

/** A body that an event endpoint has to understand: of a fixture, or a page of a pull. */
export interface Body {
  readonly name: string;
  readonly endpointName: string;
  readonly endpoint: Endpoint;
  readonly bytes: Uint8Array;
  readonly given: Given<Record<string, unknown>>;
  readonly location: string | null;
  readonly maps: readonly string[];
  readonly fixture: Fixture | undefined;
}

/** What the checks work on. */
export interface Subject {
  readonly adapter: Adapter;
  readonly options: ConformanceOptions;
  readonly loaded: LoadedFixtures;
  readonly fixtures: readonly Fixture[];
  /** Test secrets, the ones fixtures are signed with. */
  readonly secrets: Readonly<Record<string, string>>;
  /** The simulator that pulls are made from; started at the first call. @throws when there is none */
  provider(): Promise<Provider>;
  /** One of its own, for what changes it. Closed at the end. */
  freshProvider(options?: { readonly size?: number }): Promise<Provider>;
  /** All pages of a whole pull. */
  pages(): Promise<readonly Page[]>;
  pageBody(page: Page, name: string): Body;
  /** Bodies of the fixtures that are understood; pages of a pull as well where the adapter pulls. */
  bodies(): Promise<readonly Body[]>;
  close(): Promise<void>;
}

/** Long, the same at every run, and valid as base64 and hex: any scheme can use it. */
export const testSecret = (name: string, salt = ''): string =>
  createHash('sha256').update(`kirana-testkit:${name}:${salt}`).digest('hex').slice(0, 48);

export const eventEndpoint = (adapter: Adapter, name: string): Endpoint | undefined => {
  const endpoint = Object.hasOwn(adapter.endpoints, name) ? adapter.endpoints[name] : undefined;
  return endpoint?.kind === 'event' ? endpoint : undefined;
};

function fixtureBody(adapter: Adapter, fixture: Fixture, options: ConformanceOptions): Body | undefined {
  const { route, throws } = fixture.expect;
  const endpoint = route === null ? undefined : eventEndpoint(adapter, route.endpoint);
  if (route === null || endpoint === undefined || throws !== undefined) return undefined;
  const settings = adapter.connectionSettings.safeParse(fixture.given.settings);
  return {
    name: fixture.name,
    endpointName: route.endpoint,
    endpoint,
    bytes: fixture.request.body,
    given: {
      ...fixture.given,
      endpoint: route.endpoint,
      settings: settings.success ? settings.data : fixture.given.settings,
    },
    location: route.location,
    maps: [...fixture.maps, ...(options.maps?.[route.endpoint] ?? [])],
    fixture,
  };
}

/** On bytes of its own: what one run spoils must not be found by another. @throws whatever the adapter throws */
export const normalise = ({ endpoint, bytes, given }: Body): Normalised =>
  endpoint.normalise(Uint8Array.from(bytes), given);

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined;
  return () => {
    running ??= work();
    return running;
  };
}

/** @throws for options that cannot be used at all */
export async function prepareSubject(adapter: Adapter, options: ConformanceOptions): Promise<Subject> {
  const loaded = loadFixtures(options.fixtures);
  const open: Provider[] = [];
  const start = async (size: number | undefined): Promise<Provider> => {
    if (options.simulator === undefined) throw new Error('a simulator is needed: give options.simulator');
    const running = await options.simulator.start({ seed: 1, ...(size === undefined ? {} : { size }) });
    const provider = providerOf(adapter, running);
    open.push(provider);
    return provider;
  };
  const provider = once(() => start(options.size));
  const pages = once(async () => pullAll(adapter, (await provider()).context()));
  // a fixture's zone, so that pages are read as the messages beside them
  const given = { zone: 'Asia/Kolkata', currency: 'INR', businessDayStart: '05:00', ...loaded.fixtures[0]?.given };
  const pageBody = (page: Page, name: string): Body => {
    const endpoint = eventEndpoint(adapter, page.endpoint);
    if (endpoint === undefined) throw new Error(`a page is for "${page.endpoint}", which is no event endpoint`);
    const { installation } = (open[0] as Provider).running;
    const settings = adapter.connectionSettings.parse(installation.connectionSettings);
    return {
      name,
      endpointName: page.endpoint,
      endpoint,
      bytes: page.bytes,
      given: { ...given, receivedAt: NOW.toISOString(), endpoint: page.endpoint, settings },
      location: page.location,
      maps: options.maps?.[page.endpoint] ?? [],
      fixture: undefined,
    };
  };
  const ofFixtures = loaded.fixtures.flatMap((fixture) => fixtureBody(adapter, fixture, options) ?? []);
  const bodies = once(async () => {
    if (adapter.pull === undefined || options.simulator === undefined) return ofFixtures;
    // a pull that fails is told by the checks of pulls
    const pulled = await pages().catch(() => []);
    return [...ofFixtures, ...pulled.map((page, index) => pageBody(page, `page ${index + 1} of a pull`))];
  });
  return {
    adapter,
    options,
    loaded,
    fixtures: loaded.fixtures,
    secrets: Object.fromEntries(Object.keys(adapter.secrets).map((name) => [name, testSecret(name)])),
    provider,
    freshProvider: ({ size = options.size } = {}) => start(size),
    pages,
    pageBody,
    bodies,
    close: async () => {
      await Promise.all(open.map(({ running }) => running.close()));
    },
  };
}
