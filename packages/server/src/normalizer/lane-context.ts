import type { EntityKind, Store } from '@kirana/core';
import type { DeliveryStatus } from '../database/schema.ts';
import type { HostedAdapter } from '../plugins/hosted-adapter.ts';
import type { Versioning } from './change-order.ts';

/** Where the deliveries of a lane go: one connection at one store. */
export interface LaneContext {
  readonly tenantId: string;
  readonly connectionId: string;
  readonly sourceId: string;
  readonly merchantId: string;
  /** The provider's name of the store. */
  readonly location: string;
  readonly store: Store;
  /** All stores of the connection: what belongs to the merchant is gone when none of them has it. */
  readonly connectionStores: readonly string[];
  readonly snapshotSwitches: 'first' | 'always' | 'never';
  readonly settings: Readonly<Record<string, unknown>>;
  /** The provider is told of stock by us: what it counts is what we told it, and counts for nothing. */
  readonly sendsStock: boolean;
  readonly snapshotItems: number | null;
  readonly snapshotIngress: number | null;
  readonly adapter: HostedAdapter;
}

/** A delivery as the normalizer needs it. */
export interface DeliveryFacts {
  readonly id: string;
  readonly ingress: number;
  readonly endpoint: string;
  readonly archiveKey: string | null;
  readonly requestId: string;
  readonly receivedAt: Date;
  readonly chunksDone: number;
  readonly attempts: number;
  readonly unfinishedAttempts: number;
  readonly status: DeliveryStatus;
  readonly code: string | null;
  readonly problems: number;
  /** It was finished once before: this is a replay, and what was decided since then is newer. */
  readonly again: boolean;
}

/** How the provider orders two reports of this kind of thing. */
export const versioningOf = (lane: LaneContext, kind: EntityKind | 'price' | 'store_status' | 'stock'): Versioning =>
  lane.adapter.manifest.capabilities.entities[kind]?.version ?? 'none';
