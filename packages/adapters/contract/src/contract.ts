import type { Normalised, SnapshotKind } from '@kirana/core';
import type { z } from 'zod';
import type { Command, CommandResult } from './command.ts';
import type { AdapterContext, CheckResult, Page, PullRequest } from './context.ts';
import type { HookRequest, Outcome, Reply, Route, StoreView } from './hook.ts';
import type { Manifest } from './manifest.ts';
import type { Verification } from './verification.ts';

/** The facts a normaliser may use. Nothing else: no clock, no network, no memory. */
export interface Given<Settings> {
  readonly endpoint: string;
  readonly settings: Settings;
  readonly receivedAt: string;
  /** Zone, currency and start of the business day of the store the delivery is for. */
  readonly zone: string;
  readonly currency: string;
  readonly businessDayStart: string;
}

export interface EventEndpoint<Settings> {
  readonly kind: 'event';
  /** Other path names providers were seen to use for it. */
  readonly aliases?: readonly string[];
  /** `connection`: its messages belong to no single store, and can only ask for a pull (`refetch`) and settle commands. */
  readonly of?: 'location' | 'connection';
  /** Pure, synchronous, deterministic. Throws AdapterError('schema') when the whole body cannot be understood. */
  normalise(body: Uint8Array, given: Given<Settings>): Normalised;
  reply(outcome: Outcome, route: Route | null): Reply;
  /** For uploads, which may be far larger than memory: cuts a file into bodies that `normalise` understands by themselves. */
  cut?(settings: Settings): Cutter;
}

/** Takes a file piece by piece, in order, and gives bodies of a few MiB. Pure: the same file, however it is pieced, gives the same bodies. */
export interface Cutter {
  /** @throws AdapterError('schema') for a file that cannot be understood at all. */
  push(piece: Uint8Array): readonly Uint8Array[];
  /** What is left, and the kinds of which the whole file is the complete list. */
  end(): { readonly bodies: readonly Uint8Array[]; readonly completes: readonly SnapshotKind[] };
}

/** The provider asks; we answer from what we know. It is no delivery. */
export interface QueryEndpoint {
  readonly kind: 'query';
  readonly aliases?: readonly string[];
  reply(store: StoreView | null, outcome: Outcome, route: Route | null): Reply;
}

export interface AdapterDefinition<SourceSettings extends z.ZodType, ConnectionSettings extends z.ZodType> {
  readonly manifest: Manifest;
  /** Strict: a misspelt setting is refused. Secrets are not settings: they are declared here by name and kept sealed. */
  readonly sourceSettings: SourceSettings;
  readonly connectionSettings: ConnectionSettings;
  readonly secrets: Readonly<Record<string, { readonly description: string; readonly required: boolean }>>;
  readonly verify: Verification | ((settings: z.output<SourceSettings>) => Verification);
  /** Pure. Null: no endpoint of this adapter. A body that cannot be read for routing gives account null. */
  route(request: HookRequest): Route | null;
  readonly endpoints: Readonly<Record<string, EventEndpoint<z.output<ConnectionSettings>> | QueryEndpoint>>;
  /** The next page. */
  pull?(context: AdapterContext<z.output<ConnectionSettings>>, request: PullRequest): Promise<Page>;
  /** Gives one command of a declared kind to the provider. The same id twice has one effect. */
  send?(context: AdapterContext<z.output<ConnectionSettings>>, command: Command): Promise<CommandResult>;
  /** Are these credentials good? Bad ones are `ok: false`; an outage throws. */
  check?(context: AdapterContext<z.output<ConnectionSettings>>): Promise<CheckResult>;
}
