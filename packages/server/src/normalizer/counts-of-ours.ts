import type { Normalised } from '@kirana/core';

/** Without counts of stock: those of a provider that we tell are our own, come back. */
export const withoutCounts = ({ changes, problems, snapshotOf }: Normalised): Normalised => ({
  changes: changes.filter(({ kind }) => kind !== 'stock.reported'),
  problems,
  snapshotOf: snapshotOf.filter((kind) => kind !== 'stock'),
});
