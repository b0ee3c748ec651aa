/** How long a provider asks to wait: seconds, or a date measured against the answer's own clock. Undefined when neither can be read. */
export function retryAfterMs(headers: Readonly<Record<string, string>>): number | undefined {
  const value = headers['retry-after']?.trim() ?? '';
  if (/^\d{1,6}(\.\d{1,3})?$/.test(value)) return Math.ceil(Number(value) * 1_000);
  const waitMs = Date.parse(value) - Date.parse(headers.date ?? '');
  return Number.isNaN(waitMs) ? undefined : Math.max(0, waitMs);
}

/** The same as options of an AdapterError. */
export function retryAfter(headers: Readonly<Record<string, string>>): { readonly retryAfterMs?: number } {
  const waitMs = retryAfterMs(headers);
  return waitMs === undefined ? {} : { retryAfterMs: waitMs };
}
