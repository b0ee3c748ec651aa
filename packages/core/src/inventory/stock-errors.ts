import type { ErrorEntry } from '../errors.ts';

/** The codes of stock and reservations: a part of the one list. */
export const STOCK_ERRORS = {
  RESERVATION_ID_REUSED: {
    kind: 'reused',
    retryable: false,
    title: 'The reservation id was used for another request.',
    next: 'Make a new id for each new order; repeat an id only with the very same body.',
  },
  RESERVATION_ENDED: {
    kind: 'conflict',
    retryable: false,
    title: 'The reservation has been committed or released already.',
    next: 'Read it; `params.status` says how it ended.',
  },
  RESERVATION_EXPIRED: {
    kind: 'conflict',
    retryable: false,
    title: 'The reservation is past its time and holds nothing.',
    next: 'Reserve again under a new id; goods already handed over are reported as a sale.',
  },
  COMMIT_BEYOND_HELD: {
    kind: 'conflict',
    retryable: false,
    title: 'More is committed than the line holds.',
    next: 'Commit at most `params.held`; report the rest as a sale.',
  },
  STOCK_INSUFFICIENT: {
    kind: 'conflict',
    retryable: false,
    title: 'There is not enough stock.',
    next: 'Ask for less, or for what there is; the shortfalls say what is missing.',
  },
  QUANTITY_ABOVE_MAXIMUM: {
    kind: 'conflict',
    retryable: false,
    title: 'The quantity is above the most there may be.',
    next: 'Ask for at most `params.maxQuantity`.',
  },
  HOLD_QUOTA_EXCEEDED: {
    kind: 'too_many',
    retryable: true,
    title: 'The key has as many open reservations as it may.',
    next: 'Commit or release some, or wait until they expire.',
  },
  NOT_ORDERABLE: {
    kind: 'conflict',
    retryable: false,
    title: 'An item cannot be ordered now.',
    next: 'The reasons say why, and until when if that is known.',
  },
  COMPONENTS_INVALID: {
    kind: 'conflict',
    retryable: false,
    title: 'The components of a bundle go round in a circle, too deep or too wide.',
    next: 'Correct the components of the item named.',
  },
  RECONCILIATION_CHANGES_DIFFER: {
    kind: 'conflict',
    retryable: false,
    title: 'The number of changes given is not the number that would be made.',
    next: 'Read the reconciliation, look at its counts, and repeat `params.changes` as `expectedChanges` if they are right.',
  },
} as const satisfies Record<string, ErrorEntry>;
