/** What a store's answers were read at: the last sequence of its own stream and of its merchant's. Both only grow. */
export interface Version {
  readonly storeSequence: number;
  readonly merchantSequence: number;
}

/** Ids of a live stream that follows stock too have its place behind. */
const TOKEN = /^(0|[1-9]\d{0,14})-(0|[1-9]\d{0,14})(?:-(?:0|[1-9]\d{0,14}))?$/;

/** The version as callers see it, opaque to them: `version` of answers, part of ETags, id of live events. */
export const formatVersion = (storeSequence: number, merchantSequence: number): string =>
  `${storeSequence}-${merchantSequence}`;

/** Reads a token made by `formatVersion`; undefined for anything else. */
export function parseVersion(token: string): Version | undefined {
  const match = TOKEN.exec(token);
  return match === null ? undefined : { storeSequence: Number(match[1]), merchantSequence: Number(match[2]) };
}

/** True when an answer at `version` already holds all that `other` holds. */
export const covers = (version: Version, other: Version): boolean =>
  version.storeSequence >= other.storeSequence && version.merchantSequence >= other.merchantSequence;
