import type { components } from '@kirana/sdk';

type Schemas = components['schemas'];

/** Every word of a closed list of the API: the compiler refuses one that is left out here, and one that the API does not have. */
const every = <Word extends string>(words: Readonly<Record<Word, true>>): Word[] => Object.keys(words) as Word[];

export const ADJUST_REASONS = every<Schemas['AdjustReason']>({
  damaged: true,
  spoiled: true,
  lost: true,
  found: true,
  stolen: true,
  used: true,
  transfer_out: true,
  returned_to_supplier: true,
  correction: true,
});

export const COUNT_REASONS = every<Schemas['CountReason']>({
  cycle_count: true,
  opening_count: true,
  reconciled: true,
});

export const RECEIVE_REASONS = every<Schemas['ReceiveReason']>({
  purchase: true,
  transfer_in: true,
  customer_return: true,
  produced: true,
});

export const BLOCK_KINDS = every<Schemas['BlockKind']>({
  damaged: true,
  quality_check: true,
  recalled: true,
  expired: true,
});
