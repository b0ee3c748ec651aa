/** `<tenant id>/<store id>`: what one version counts for. Holds no `}`. */
export const answerGroup = (tenantId: string, storeId: string): string => `${tenantId}/${storeId}`;

/** The braces make the group a hash tag: in a Redis Cluster all its variants lie together. */
export const answerKey = (group: string, variant: string): string => `{${group}}${variant}`;

/** undefined when the key was not made by `answerKey`: a cache treats it as a miss. */
export function splitAnswerKey(key: string): { readonly group: string; readonly variant: string } | undefined {
  const end = key.indexOf('}');
  return key.startsWith('{') && end > 1 ? { group: key.slice(1, end), variant: key.slice(end + 1) } : undefined;
}

/** Is it too late to serve this? */
export const isPast = (freshUntilMs: number | null, nowMs: number): boolean =>
  freshUntilMs !== null && nowMs >= freshUntilMs;
