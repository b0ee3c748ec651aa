import { KiranaError } from '@kirana/core';

/** Puts whatever the disk or the network threw into our words; errors that are ours already pass. */
export function archiveUnavailable(cause: unknown): KiranaError {
  if (cause instanceof KiranaError) return cause;
  return new KiranaError('ARCHIVE_UNAVAILABLE', { reason: reasonOf(cause) }, { cause });
}

/** The short name of the trouble: `ENOSPC`, `EIO`, `TimeoutError`; never a message, which could hold a path or a secret. */
function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return 'unknown';
  const code: unknown = 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' ? code : cause.name;
}
