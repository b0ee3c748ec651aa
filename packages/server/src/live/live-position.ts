import { formatVersion, parseVersion, type Version } from './version-token.ts';

/** How far a client of a store's live stream is. */
export interface LivePosition extends Version {
  /** Of the store's stream of stock; null: it does not follow that. */
  readonly stockSequence: number | null;
}

const STOCK = /-\d+-(\d+)$/;

/** The id of a live event: the version of the store after it, and behind that where its stock stands for who follows it. */
export const formatPosition = ({ storeSequence, merchantSequence, stockSequence }: LivePosition): string =>
  `${formatVersion(storeSequence, merchantSequence)}${stockSequence === null ? '' : `-${stockSequence}`}`;

/** Reads the id of an event, or the version of an answer, which says nothing of stock; undefined for anything else. */
export function parsePosition(token: string): LivePosition | undefined {
  const version = parseVersion(token);
  const stock = STOCK.exec(token)?.[1];
  return version && { ...version, stockSequence: stock === undefined ? null : Number(stock) };
}
