import { z } from 'zod';
import { EntityKind, ExternalId } from '../changes/change.ts';
import { Json } from '../json.ts';
import { ConnectionId, DeliveryId, MerchantId, SourceId, StoreId } from './ids.ts';
import { Instant } from './store.ts';

/** Id of an installed adapter: "petpooja". */
export const AdapterId = z
  .string()
  .max(60)
  .regex(/^[a-z][a-z0-9-]*$/)
  .meta({ id: 'AdapterId', example: 'petpooja' });

/** Settings of an adapter; which ones there are, its own schema says. Secrets are never among them. */
export const AdapterSettings = z.record(z.string().max(100), Json).meta({ id: 'AdapterSettings' });

/** A provider's app as we use it: an adapter, its settings and secrets, and the address its webhooks come to. */
export const Source = z
  .strictObject({
    id: SourceId,
    adapter: AdapterId,
    name: z.string().min(1).max(200),
    settings: AdapterSettings,
    secretNames: z
      .array(z.string().max(100))
      .meta({ description: 'Which secrets are set; their values are never shown' }),
    allowUnsigned: z
      .boolean()
      .meta({ description: 'Take messages that nothing proves, where the provider signs none' }),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: 'Source' });
export type Source = z.infer<typeof Source>;

export const ConnectionStatus = z
  .enum(['active', 'paused', 'held'])
  .meta({ id: 'ConnectionStatus', description: 'paused: by a person; held: by us, with the reason' });
export type ConnectionStatus = z.infer<typeof ConnectionStatus>;

/** Whether the on/off of items in a full menu is believed: for items first seen, always, or never (a switch has its own message). */
export const SnapshotSwitches = z.enum(['first', 'always', 'never']).meta({ id: 'SnapshotSwitches' });
export type SnapshotSwitches = z.infer<typeof SnapshotSwitches>;

export const connectionFields = {
  name: z.string().min(1).max(200),
  settings: AdapterSettings,
  rank: z.int().meta({ description: 'Authority where sources differ: the lowest wins' }),
  authority: z
    .record(z.string().max(100), z.int())
    .meta({ description: 'Rank of single fields, where it differs from the rank', example: { priceMinor: 10 } }),
  snapshotSwitches: SnapshotSwitches,
  pullEveryMinutes: z.int().positive().nullable().meta({ description: 'Null: only on demand' }),
  stockSettleSeconds: z.int().nonnegative().meta({
    description:
      'A count of this source that was made so long after a sale of ours has it in; not looked at where it acknowledges sales',
  }),
  acknowledgesSales: z.boolean().meta({
    description:
      'Whether we are told when this source has our sales in its books: a count has those that were acknowledged before it',
  }),
  sendsStock: z.boolean().meta({
    description:
      'The provider is told what is sellable whenever that changes. Its own counts are then what we told it, and count for nothing',
  }),
  sendsStoreStatus: z
    .boolean()
    .meta({ description: 'The provider is told when a store stops or goes on taking orders' }),
} as const;

/** A source's account at the provider, for one merchant. */
export const Connection = z
  .strictObject({
    id: ConnectionId,
    sourceId: SourceId,
    merchantId: MerchantId,
    adapter: AdapterId,
    account: z.string().min(1).max(512).meta({ description: "The provider's id of the account" }),
    ...connectionFields,
    status: ConnectionStatus,
    statusReason: z.string().max(1_000).nullable(),
    pullHeldReason: z.string().max(1_000).nullable().meta({
      description: 'Set while nothing is pulled, because the provider refused; its messages are applied as ever',
    }),
    nextPullAt: Instant.nullable(),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: 'Connection' });
export type Connection = z.infer<typeof Connection>;

/** Which of our stores the provider's location is. Order is kept per connection and location. */
export const ConnectionLocation = z
  .strictObject({
    connectionId: ConnectionId,
    location: z.string().min(1).max(512).meta({ description: "The provider's id of the store" }),
    storeId: StoreId,
    createdAt: Instant,
  })
  .meta({ id: 'ConnectionLocation' });
export type ConnectionLocation = z.infer<typeof ConnectionLocation>;

/** Which of our entities a provider's id names. Many external ids may name one entity. */
export const SourceMapping = z
  .strictObject({
    connectionId: ConnectionId,
    entityKind: EntityKind,
    externalId: ExternalId,
    entityId: z.string().max(60),
    providerVersion: z.string().max(100).nullable(),
    lastDeliveryId: DeliveryId.nullable(),
    lastSeenAt: Instant,
    removed: z.boolean(),
  })
  .meta({ id: 'SourceMapping' });
export type SourceMapping = z.infer<typeof SourceMapping>;
