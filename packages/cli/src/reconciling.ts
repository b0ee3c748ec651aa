import type { components, KiranaClient } from '@kirana/sdk';
import { given } from './flags.ts';
import { readCounts } from './read-counts.ts';
import { readPage } from './read-page.ts';

export type Reconciliation = components['schemas']['StockReconciliation'];
const PATH = '/v1/stores/{storeId}/stock/reconciliations/{reconciliationId}';
/** Writing thousands of counts takes its time. */
const PATIENT = { timeoutMs: 300_000 } as const;

const placeOf = (storeId: string, reconciliationId: string) => ({ params: { path: { storeId, reconciliationId } } });

export const readReconciliation = (kirana: KiranaClient, storeId: string, id: string): Promise<Reconciliation> =>
  kirana.get(PATH, placeOf(storeId, id));

/** Its differences, some of them. */
export const readDifferences = (kirana: KiranaClient, { storeId, id }: Reconciliation, limit: number) =>
  readPage({ limit }, (query) => kirana.get(`${PATH}/counts`, { params: { ...placeOf(storeId, id).params, query } }));

export const approveReconciliation = (
  kirana: KiranaClient,
  { storeId, id }: Pick<Reconciliation, 'storeId' | 'id'>,
  expectedChanges: number,
): Promise<Reconciliation> =>
  kirana.post(`${PATH}/approve`, { ...PATIENT, ...placeOf(storeId, id), body: { expectedChanges } });

export const rejectReconciliation = (kirana: KiranaClient, storeId: string, id: string): Promise<Reconciliation> =>
  kirana.post(`${PATH}/reject`, placeOf(storeId, id));

/** What is compared, as it was given on the command line. */
interface Comparing {
  readonly file?: string | undefined;
  readonly source?: string | undefined;
  readonly complete: boolean;
  readonly counted?: string | undefined;
  readonly 'max-percent': number;
  readonly 'max-units': number;
  readonly apply: boolean;
  readonly once?: string | undefined;
}

/** @throws CommandError for a file that holds no counts */
export async function proposeReconciliation(
  kirana: KiranaClient,
  storeId: string,
  { file, source, complete, counted: countedAt, apply, once, ...limits }: Comparing,
): Promise<Reconciliation> {
  const counts = file === undefined ? undefined : await readCounts(file);
  return kirana.post('/v1/stores/{storeId}/stock/reconciliations', {
    ...PATIENT,
    params: { path: { storeId } },
    body: {
      ...given({ counts, source, countedAt }),
      complete,
      apply,
      maxShare: limits['max-percent'] / 100,
      maxUnits: limits['max-units'],
    },
    ...given({ idempotencyKey: once }),
  });
}
