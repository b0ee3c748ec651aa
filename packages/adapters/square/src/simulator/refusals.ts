import type { SimulatedAnswer } from '@kirana/adapter/simulator';

export interface RefusalEntry {
  readonly code: string;
  readonly detail: string;
  readonly field?: string;
}

const CATEGORIES: Readonly<Record<number, string>> = { 401: 'AUTHENTICATION_ERROR', 403: 'AUTHENTICATION_ERROR' };

/** How Square says no. */
export const refusals = (status: number, entries: readonly RefusalEntry[]): SimulatedAnswer => ({
  status,
  body: { errors: entries.map((entry) => ({ category: CATEGORIES[status] ?? 'INVALID_REQUEST_ERROR', ...entry })) },
});

export const refusal = (status: number, code: string, detail: string, field?: string): SimulatedAnswer =>
  refusals(status, [{ code, detail, ...(field === undefined ? {} : { field }) }]);
