import { hash } from 'node:crypto';
import { KiranaError } from '@kirana/core';

/** The two halves of a key. Both are checked, so they are safe as parts of a path. */
export interface ArchiveKey {
  readonly day: string;
  /** sha256 of the stored bytes, 64 lower-case hex digits. */
  readonly sha256: string;
}

const DAY = /^[0-9]{8}$/;
const KEY = /^([0-9]{8})\/([0-9a-f]{64})$/;

export const isArchiveDay = (day: string): boolean => DAY.test(day);

/** @throws RangeError when the day is not 'yyyymmdd': a mistake of the caller, not of the provider. */
export function assertArchiveDay(day: string): void {
  if (!isArchiveDay(day)) throw new RangeError(`An archive day is written yyyymmdd, not ${JSON.stringify(day)}.`);
}

export const sha256Hex = (bytes: Uint8Array): string => hash('sha256', bytes, 'hex');

export const archiveKey = (day: string, sha256: string): string => `${day}/${sha256}`;

export function parseArchiveKey(key: string): ArchiveKey | undefined {
  const match = KEY.exec(key);
  const [, day, sha256] = match ?? [];
  return day === undefined || sha256 === undefined ? undefined : { day, sha256 };
}

/** @throws ARCHIVE_BODY_MISSING: nothing can be stored under a key that is not ours. */
export function requireArchiveKey(key: string): ArchiveKey {
  const parsed = parseArchiveKey(key);
  if (parsed === undefined) throw new KiranaError('ARCHIVE_BODY_MISSING', { reason: 'malformed_key' });
  return parsed;
}

/** @throws ARCHIVE_BODY_MISSING when the key is malformed or is not the hash of these bytes. */
export function requireMatchingKey(key: string, bytes: Uint8Array): ArchiveKey {
  const parsed = requireArchiveKey(key);
  if (sha256Hex(bytes) !== parsed.sha256)
    throw new KiranaError('ARCHIVE_BODY_MISSING', { key, reason: 'hash_differs' });
  return parsed;
}
