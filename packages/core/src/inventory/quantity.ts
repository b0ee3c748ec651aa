import { z } from 'zod';

/** Most base units in one figure: a thousand tonnes in grams. Sums of many such figures are still exact numbers. */
export const MAX_QUANTITY = 1_000_000_000_000;

/** Whole base units of an item: pieces, grams or millilitres. */
export const Quantity = z.int().nonnegative().max(MAX_QUANTITY).meta({ id: 'Quantity', description: 'Base units' });

/** At least one base unit. */
export const SomeQuantity = z
  .int()
  .positive()
  .max(MAX_QUANTITY)
  .meta({ id: 'SomeQuantity', description: 'Base units, at least one' });

/** A change of a figure, in base units. */
export const QuantityDelta = z
  .int()
  .min(-MAX_QUANTITY)
  .max(MAX_QUANTITY)
  .meta({ id: 'QuantityDelta', description: 'Base units more, or fewer when below zero' });
