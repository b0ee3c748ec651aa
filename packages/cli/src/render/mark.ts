import { styleText } from 'node:util';

/** ✓ or ✗; in colour on a terminal that wants it. */
export const mark = (ok: boolean): string =>
  styleText(ok ? 'green' : 'red', ok ? '✓' : '✗', { stream: process.stdout });
