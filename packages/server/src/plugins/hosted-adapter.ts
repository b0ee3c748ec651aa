import type {
  AdapterContext,
  CheckResult,
  Command,
  CommandResult,
  Given,
  HookRequest,
  Outcome,
  Page,
  PullRequest,
  Reply,
  Route,
  StaticManifest,
  StoreView,
  Verification,
} from '@kirana/adapter';
import type { Normalised, SnapshotKind } from '@kirana/core';

/** At once from an adapter of this process, later from one in a process of its own. */
export type Soon<T> = T | Promise<T>;

/** What can be known of an endpoint without running it. */
export type EndpointFacts = StaticManifest['endpoints'][string];

/** What the code of an adapter says of itself, but for its schemas: must be what its package says. */
export type StaticFacts = Omit<StaticManifest, 'sourceSettings' | 'connectionSettings'>;

export type Settings = Readonly<Record<string, unknown>>;

export interface SettingsProblem {
  /** Names on the way to the field; empty: the settings as a whole. */
  readonly path: readonly string[];
  readonly message: string;
}

/** Settings with the adapter's defaults filled in, or what is wrong with them. */
export type SettingsResult =
  | { readonly ok: true; readonly settings: Settings }
  | { readonly ok: false; readonly problems: readonly SettingsProblem[] };

/** What an endpoint may say to the provider. `store` only matters to endpoints that are asked for it. */
export interface ReplyQuestion {
  readonly outcome: Outcome;
  readonly route: Route | null;
  readonly store: StoreView | null;
}

/** Cuts one uploaded file. Close it, whether or not it came to its end. */
export interface HostedCutter {
  /** @throws AdapterError */
  push(piece: Uint8Array): Soon<readonly Uint8Array[]>;
  /** @throws AdapterError */
  end(): Soon<{ readonly bodies: readonly Uint8Array[]; readonly completes: readonly SnapshotKind[] }>;
  close(): void;
}

/**
 * An adapter as the rooms of the server use it, wherever its code runs. What it is stands here at once; what it does may take a moment and
 * may fail: besides its own AdapterErrors any call of an adapter in another process throws `AdapterDown` when that died or is too slow.
 */
export interface HostedAdapter {
  readonly manifest: StaticManifest;
  readonly secrets: StaticManifest['secrets'];
  readonly endpoints: Readonly<Record<string, EndpointFacts>>;
  /** Settings as they are stored; never thrown for what is wrong with them. */
  readSettings(of: 'source' | 'connection', given: unknown): Soon<SettingsResult>;
  /** How messages of a source with these settings prove themselves; undefined: the settings do not fit. */
  verification(sourceSettings: Settings): Soon<Verification | undefined>;
  /** Null: no endpoint of this adapter. */
  route(request: HookRequest): Soon<Route | null>;
  /** @throws whatever the adapter throws */
  reply(endpoint: string, question: ReplyQuestion): Soon<Reply>;
  /** `given.settings` are the connection's as they are stored. @throws AdapterError: `config` when they do not fit, `bug` for whatever else it throws */
  normalise(body: Uint8Array, given: Given<Settings>): Soon<Normalised>;
  /** For an endpoint with `cuts`; settings of the connection as they are stored. @throws AdapterError */
  cut(endpoint: string, settings: Settings): Soon<HostedCutter>;
  /** Undefined for one that cannot. `context.settings` are those of `readSettings`. */
  readonly pull?: ((context: AdapterContext<Settings>, request: PullRequest) => Promise<Page>) | undefined;
  readonly send?: ((context: AdapterContext<Settings>, command: Command) => Promise<CommandResult>) | undefined;
  readonly check?: ((context: AdapterContext<Settings>) => Promise<CheckResult>) | undefined;
  /** Where it came from, for people. */
  readonly origin: AdapterOrigin;
}

export interface AdapterOrigin {
  readonly package: string;
  readonly version: string;
  /** Part of the server, and locked with it. */
  readonly builtIn: boolean;
  /** Whether it runs in processes of its own. */
  readonly isolated: boolean;
}

export type HostedAdapters = ReadonlyMap<string, HostedAdapter>;
