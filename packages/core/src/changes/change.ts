import { z } from 'zod';
import { Diet, itemFields } from '../catalog/item.ts';
import { CleanText, StorableText } from '../catalog/text.ts';
import { Schedule } from '../identity/schedule.ts';
import { Instant, StoreStatus } from '../identity/store.ts';
import { QuantityDelta } from '../inventory/quantity.ts';
import { chargeFields, OrderType, taxFields } from '../pricing/tax.ts';

/** A provider's own id, kept as text: digits are never lost. Never part of a path. */
export const ExternalId = StorableText.min(1).max(512);

/** What a source mapping can name. */
export const EntityKind = z.enum(['item', 'category', 'tax', 'charge', 'modifier_group', 'modifier_option', 'brand']);
export type EntityKind = z.infer<typeof EntityKind>;

/** Where in the delivery it was read (JSON pointer), and the provider's own version of it, if it has one. */
const origin = {
  path: StorableText.max(500),
  version: StorableText.max(100).optional(),
};

const CategoryUpserted = z.strictObject({
  kind: z.literal('category.upserted'),
  ...origin,
  externalId: ExternalId,
  parentExternalId: ExternalId.nullable(),
  name: CleanText.min(1).max(500),
  imageUrl: StorableText.max(2_000).nullable(),
  rank: z.int32(),
  active: z.boolean(),
  schedule: Schedule,
});

const TaxUpserted = z.strictObject({
  kind: z.literal('tax.upserted'),
  ...origin,
  externalId: ExternalId,
  ...taxFields,
});

const ChargeUpserted = z.strictObject({
  kind: z.literal('charge.upserted'),
  ...origin,
  externalId: ExternalId,
  ...chargeFields,
  taxExternalIds: z.array(ExternalId).max(50),
});

const ModifierGroupUpserted = z.strictObject({
  kind: z.literal('modifier_group.upserted'),
  ...origin,
  externalId: ExternalId,
  name: CleanText.min(1).max(500),
  rank: z.int32(),
  active: z.boolean(),
  options: z
    .array(
      z.strictObject({
        path: StorableText.max(500),
        externalId: ExternalId,
        itemExternalId: ExternalId.nullable(),
        name: CleanText.min(1).max(500),
        priceMinor: z.int(),
        diet: Diet,
        rank: z.int32(),
        active: z.boolean(),
      }),
    )
    .max(1_000),
});

/** Fields left out say nothing: what we know of them stays. */
const ItemUpserted = z.strictObject({
  kind: z.literal('item.upserted'),
  ...origin,
  externalId: ExternalId,
  parentExternalId: ExternalId.nullable().meta({ description: 'Set on a variation: the item it varies' }),
  aliases: z
    .array(ExternalId)
    .max(20)
    .optional()
    .meta({ description: 'Other ids the provider has for it: a report that names one of them means this item' }),
  item: z.strictObject(itemFields).partial().required({ name: true, sellable: true }),
  brandName: CleanText.max(200).optional(),
  listing: z
    .strictObject({
      listed: z.boolean(),
      categoryExternalId: ExternalId.nullable(),
      priceMinor: z
        .int()
        .nullable()
        .meta({ description: 'As the provider states it; judged for slips before it is used' }),
      listPriceMinor: z.int().nonnegative(),
      per: z.int().positive(),
      taxExternalIds: z.array(ExternalId).max(50),
      taxInclusive: z.boolean().nullable(),
      packingChargeMinor: z.int().nonnegative(),
      orderTypes: z.array(OrderType),
      schedule: Schedule,
      maxQuantity: z.int32().positive().nullable(),
      rank: z.int32(),
    })
    .partial(),
  modifierGroups: z
    .array(
      z.strictObject({
        externalId: ExternalId,
        min: z.int32().nonnegative(),
        max: z.int32().nonnegative().nullable(),
        rank: z.int32(),
      }),
    )
    .max(200)
    .optional(),
  units: z
    .array(
      z.strictObject({
        name: z.string().min(1).max(40),
        factor: z.int().positive().meta({ description: 'Base units in one of it' }),
      }),
    )
    .max(50)
    .optional(),
  components: z
    .array(z.strictObject({ itemExternalId: ExternalId, quantity: z.int().positive() }))
    .max(200)
    .optional(),
  tracking: z.enum(['counted', 'untracked']).optional().meta({
    description:
      'Whether the provider counts it, where it counts some and not others; looked at when it is new at a store',
  }),
  /** The switch as the snapshot states it; used only where the connection says that snapshots are to be trusted for it. */
  on: z.boolean().optional(),
});

const ItemRemoved = z.strictObject({ kind: z.literal('item.removed'), ...origin, externalId: ExternalId });

/** On or off sale. `entity` any: the provider does not say whether the id is an item or a modifier option. */
const ItemSwitched = z.strictObject({
  kind: z.literal('item.switched'),
  ...origin,
  entity: z.enum(['item', 'modifier_option', 'any']),
  externalId: ExternalId,
  on: z.boolean(),
  until: Instant.nullable(),
});

const ItemPriced = z.strictObject({
  kind: z.literal('item.priced'),
  ...origin,
  externalId: ExternalId,
  priceMinor: z.int(),
  listPriceMinor: z.int().nonnegative().optional(),
  per: z.int().positive().optional(),
});

const StoreStatusChanged = z.strictObject({ kind: z.literal('store.status'), ...origin, status: StoreStatus });

/**
 * What a provider has of an item, in whole base units of it: how many there are, or how many more or fewer there are than before. A switch
 * is not a count, and says nothing of it. A count below zero is one: it stands for zero, and is recorded as a discrepancy.
 */
const StockReported = z.strictObject({
  kind: z.literal('stock.reported'),
  path: origin.path,
  externalId: ExternalId,
  /** The provider's id of the place within the store where it is kept; left out where there is but one. A store's stock is their sum. */
  warehouse: StorableText.min(1).max(512).optional(),
  amount: z.union([z.strictObject({ absolute: QuantityDelta }), z.strictObject({ delta: QuantityDelta })]),
  /** When the provider looked; left out: when we heard. */
  observedAt: Instant.optional(),
  /** Grows with each report of the source, if the provider counts them. */
  sequence: z.int().nonnegative().optional(),
  /** Grows when the sequence starts again; 0 unless given. */
  epoch: z.int().nonnegative().optional(),
});

/** What came of a command the provider had only taken. */
const CommandSettled = z.strictObject({
  kind: z.literal('command.settled'),
  path: origin.path,
  by: z.union([
    z.strictObject({ id: StorableText.min(1).max(512).meta({ description: 'Ours, as it was given to the provider' }) }),
    z.strictObject({ reference: StorableText.min(1).max(512).meta({ description: 'What the provider called it' }) }),
  ]),
  outcome: z.enum(['done', 'refused']),
  code: StorableText.max(100).nullable(),
  detail: StorableText.max(1_000).nullable(),
  lines: z
    .array(z.strictObject({ externalId: ExternalId, ok: z.boolean(), detail: StorableText.max(500).nullable() }))
    .max(5_000),
});

/** The provider says only that something changed: pull it. */
const Refetch = z.strictObject({
  kind: z.literal('refetch'),
  ...origin,
  scope: StorableText.max(100).nullable().meta({ description: 'A part the adapter pulls by itself; null: everything' }),
});

/** What adapters say to us: a delivery put into our words. Money is in minor units of the store's currency. */
export const Change = z.discriminatedUnion('kind', [
  CategoryUpserted,
  TaxUpserted,
  ChargeUpserted,
  ModifierGroupUpserted,
  ItemUpserted,
  ItemRemoved,
  ItemSwitched,
  ItemPriced,
  StoreStatusChanged,
  StockReported,
  CommandSettled,
  Refetch,
]);
export type Change = z.infer<typeof Change>;
export type ChangeKind = Change['kind'];
export type ChangeOf<K extends ChangeKind> = Extract<Change, { kind: K }>;

/** One entry of a delivery that could not be understood; the others are applied. */
export const ChangeProblem = z.strictObject({
  path: StorableText.max(500).meta({ description: 'JSON pointer into the delivery' }),
  externalId: ExternalId.nullable(),
  message: StorableText.max(1_000),
});
export type ChangeProblem = z.infer<typeof ChangeProblem>;

/** What a complete list can be of. */
export type SnapshotKind = EntityKind | 'stock';

/**
 * A delivery in our words. `snapshotOf` names the kinds of which this delivery is the complete list for its store:
 * what it leaves out is removed, and of stock counts as zero, once the list has passed the guard against empty and shrunken snapshots.
 */
export interface Normalised {
  readonly changes: readonly Change[];
  readonly problems: readonly ChangeProblem[];
  readonly snapshotOf: readonly SnapshotKind[];
}
