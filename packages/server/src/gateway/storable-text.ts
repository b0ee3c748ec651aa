import { createHash } from 'node:crypto';

const MOST = 512;

/** A provider's text as a database column and an index can hold it: what they cannot take is named by its hash, so that it stays itself. */
export function storableText(text: string): string {
  const fits = text.length <= MOST && text.isWellFormed() && !text.includes('\0');
  return fits ? text : `sha256:${createHash('sha256').update(text).digest('hex')}`;
}

/** A provider's words for people, as a database column can hold them. */
export const readableText = (text: string, most: number): string =>
  text.replaceAll('\0', '').slice(0, most).toWellFormed();
