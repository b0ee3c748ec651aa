import { CommandId, ConnectionId, Instant, ItemId, StoreId } from '@kirana/core';
import { z } from 'zod';

const MOST_LINES = 5_000;
const Text = z.string().max(500);

const StockLineAsked = z
  .strictObject({
    itemId: ItemId,
    warehouse: Text.min(1).nullable().default(null).meta({ description: "The provider's place within the store" }),
    quantity: z.int().nonnegative().nullable().default(null).meta({
      description: 'In base units; null: only on or off. A provider that counts needs it',
    }),
    on: z.boolean().default(true),
    until: Instant.nullable().default(null).meta({ description: 'When it comes back by itself' }),
  })
  .meta({ id: 'StockLineToSend' });

/** What a provider is asked to do; stated in full, so that saying it again does no harm. */
export const NewCommand = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('stock.set'),
      storeId: StoreId,
      lines: z.array(StockLineAsked).min(1).max(MOST_LINES),
    }),
    z.strictObject({
      kind: z.literal('store.status'),
      storeId: StoreId,
      open: z.boolean(),
      returnAt: Instant.nullable().default(null),
      reason: Text.nullable().default(null),
    }),
  ])
  .meta({ id: 'NewCommand' });
export type NewCommand = z.output<typeof NewCommand>;

export const CommandStatus = z.enum(['pending', 'taken', 'done', 'refused', 'failed']).meta({
  id: 'CommandStatus',
  description:
    'taken: the provider has it and tells later what came of it; refused: the provider said no; failed: it could not be told, or never said',
});

export const CommandView = z
  .strictObject({
    id: CommandId,
    connectionId: ConnectionId,
    storeId: StoreId,
    kind: z.enum(['stock.set', 'store.status']),
    status: CommandStatus,
    reference: z.string().nullable().meta({ description: 'What the provider calls it' }),
    code: z.string().nullable(),
    detail: z.string().nullable(),
    lines: z
      .array(z.strictObject({ externalId: z.string(), ok: z.boolean(), detail: z.string().nullable() }))
      .meta({ description: 'What the provider said of single lines' }),
    asked: z.int().nonnegative().meta({ description: 'Lines in it' }),
    attempts: z.int().nonnegative(),
    nextAttemptAt: Instant.nullable(),
    requestedBy: z.string(),
    createdAt: Instant,
    finishedAt: Instant.nullable(),
  })
  .meta({ id: 'Command' });
export type CommandView = z.infer<typeof CommandView>;

export const CommandsMade = z
  .strictObject({
    items: z.array(CommandView).meta({ description: 'More than one where the provider takes fewer lines at once' }),
  })
  .meta({ id: 'CommandsMade' });
