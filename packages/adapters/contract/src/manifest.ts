import type { EntityKind } from '@kirana/core';
import type { CommandKind } from './command.ts';

/** What an adapter can do for one kind of thing. An undeclared capability is an error, never a no-op. */
export interface EntityCapability {
  /** How lists reach us: whole lists, single changes, or word that something changed. */
  readonly push?: 'snapshot' | 'delta' | 'poke';
  /** Whole lists, or what changed since the last pull as well. */
  readonly pull?: 'snapshot' | 'incremental';
  /** How two reports of one thing are ordered. `none`: by receipt. */
  readonly version: 'sequence' | 'timestamp' | 'none';
  /** How a removal shows: by being left out of a complete list, by a message, or never. */
  readonly deletes: 'by_absence' | 'explicit' | 'none';
}

export interface CommandCapability {
  /** `later`: the provider only takes it; what came of it is told by a message, as `command.settled`. */
  readonly settles: 'at_once' | 'later';
  /** Lines in one call; more are sent in several. */
  readonly mostLines?: number;
}

/** Plain JSON, readable without running the adapter. */
export interface Manifest {
  /** `[a-z][a-z0-9-]*`, unique in a deployment, never changed. */
  readonly id: string;
  readonly apiVersion: 1;
  readonly title: string;
  readonly provider: { readonly url: string; readonly apiVersion?: string };
  /** Hosts the adapter calls; nothing else can be reached through `context.http`. `*` stands for the host in the connection's own settings. */
  readonly hosts: readonly string[];
  readonly capabilities: {
    /** `stock`: how its counts come and are ordered. Declared by those that report counts, and by no others. */
    readonly entities: Readonly<Partial<Record<EntityKind | 'price' | 'store_status' | 'stock', EntityCapability>>>;
    /** The most the provider says of stock: nothing, an on/off switch, counts (`absolute`), or what a count goes up and down by as well (`delta`). */
    readonly stock: 'none' | 'boolean' | 'absolute' | 'delta';
    /** Parts that can be pulled by themselves; what a `refetch` may name. */
    readonly pullScopes?: readonly string[];
    /** What can be sent to the provider. `order.push` is in the contract and not yet sent by a server. */
    readonly commands?: Readonly<Partial<Record<CommandKind, CommandCapability>>>;
    /** Files that people or tills bring: for which endpoint, and as what. */
    readonly upload?: { readonly endpoint: string; readonly mediaTypes: readonly string[] };
  };
  readonly webhook?: {
    /** The provider gives up waiting after this. */
    readonly ackWithinMs: number;
    readonly replaysBy: 'provider' | 'none';
  };
  /** The server keeps the calls of one connection below it. */
  readonly limits?: { readonly callsPerMinute: number };
}
