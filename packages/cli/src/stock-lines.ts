import { CommandError } from './failure.ts';
import { pairsOf } from './pairs.ts';

/** `item=quantity`, `item=on` and `item=off` as lines for a provider. @throws CommandError for anything else */
export const stockLinesOf = (texts: readonly string[]) =>
  Object.entries(pairsOf(texts)).map(([itemId, said]) => {
    if (said === 'on' || said === 'off')
      return { itemId, quantity: null, on: said === 'on', warehouse: null, until: null };
    if (/^\d{1,12}$/.test(said)) {
      return { itemId, quantity: Number(said), on: Number(said) > 0, warehouse: null, until: null };
    }
    throw new CommandError(
      'usage',
      'USAGE',
      `Not a quantity, on or off: ${itemId}=${said}`,
      'Write itm_…=12 or itm_…=off',
    );
  });
