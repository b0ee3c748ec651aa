import { type Command, effectKey } from '@kirana/core';

/** What the commands of a batch name: all that must be locked or read before they can be decided. */
export interface NamedThings {
  readonly itemIds: ReadonlySet<string>;
  /** Of items that a provider reports in this batch. */
  readonly reportedIds: ReadonlySet<string>;
  readonly reservationIds: ReadonlySet<string>;
  /** Reservations whose items only their row knows. */
  readonly endedIds: ReadonlySet<string>;
  readonly effectKeys: ReadonlySet<string>;
  readonly holders: ReadonlySet<string>;
}

export function namedThings(commands: readonly Command[]): NamedThings {
  const named = {
    itemIds: new Set<string>(),
    reportedIds: new Set<string>(),
    reservationIds: new Set<string>(),
    endedIds: new Set<string>(),
    effectKeys: new Set<string>(),
    holders: new Set<string>(),
  };
  for (const command of commands) {
    const key = effectKey(command);
    if (key !== null) named.effectKeys.add(key);
    switch (command.kind) {
      case 'reserve':
        named.reservationIds.add(command.reservationId);
        named.holders.add(command.holder);
        for (const line of command.lines) for (const need of line.needs) named.itemIds.add(need.itemId);
        break;
      case 'commit':
      case 'release':
      case 'extend':
        named.reservationIds.add(command.reservationId);
        named.endedIds.add(command.reservationId);
        break;
      case 'sell':
        for (const line of command.lines) for (const need of line.needs) named.itemIds.add(need.itemId);
        break;
      case 'receive':
        for (const { itemId } of command.lines) named.itemIds.add(itemId);
        break;
      case 'report':
        named.itemIds.add(command.itemId);
        named.reportedIds.add(command.itemId);
        break;
      default:
        named.itemIds.add(command.itemId);
    }
  }
  return named;
}
