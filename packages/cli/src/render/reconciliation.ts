import type { components } from '@kirana/sdk';
import { renderFields } from './fields.ts';
import { renderTable } from './table.ts';
import { dateTime } from './time.ts';

type Reconciliation = components['schemas']['StockReconciliation'];
type Count = components['schemas']['ReconciledStockCount'];
type LeftOut = components['schemas']['StockLeftOut'];
type Finding = components['schemas']['LedgerFinding'];

const signed = (delta: number): string => (delta > 0 ? `+${delta}` : String(delta));

const shareText = (share: number): string => `${Math.round(share * 1_000) / 10} %`;

const WHY_APPROVAL: Readonly<Record<Reconciliation['needsApproval'][number], string>> = {
  share: 'too many of the positions',
  units: 'too many units',
  list_cut_off: 'the list looks cut off',
};

const leftOutText = ({ itemId, externalId, why }: LeftOut): string =>
  `Not compared: ${externalId ?? itemId ?? 'no id'} (${why.replaceAll('_', ' ')})`;

const MOST_LEFT_OUT = 10;

export const renderReconciliation = (said: Reconciliation): string =>
  renderFields({
    id: said.id,
    status: said.status,
    'compared with': said.basis === 'counts' ? 'a list of counts' : (said.source ?? 'the provider that decides'),
    'counted at': dateTime(said.countedAt),
    compared: said.compared,
    differ: `${said.changes} (${shareText(said.share)}), ${said.units} units`,
    'needs approval': said.needsApproval.map((reason) => WHY_APPROVAL[reason]).join(', ') || 'no',
    written: said.written,
    skipped: said.skipped,
    decided: said.decidedAt === null ? null : `${dateTime(said.decidedAt)} by ${said.decidedBy}`,
  });

export const renderLeftOut = ({ leftOut }: Reconciliation): string => {
  const lines = leftOut.items.slice(0, MOST_LEFT_OUT).map(leftOutText);
  const more = leftOut.count - lines.length;
  return [...lines, ...(more > 0 ? [`Not compared: ${more} more`] : [])].join('\n');
};

export const renderCounts = (counts: readonly Count[]): string =>
  renderTable(
    counts,
    {
      item: ({ itemId }) => itemId,
      'on hand': ({ onHand }) => onHand,
      stated: ({ stated }) => stated,
      said: ({ said }) => said,
      difference: ({ difference }) => signed(difference),
      why: ({ why }) => why,
      outcome: ({ outcome }) => outcome,
    },
    'Nothing differs.',
  );

export const reconciliationColumns = {
  id: ({ id }: Reconciliation) => id,
  created: ({ createdAt }: Reconciliation) => dateTime(createdAt),
  status: ({ status }: Reconciliation) => status,
  with: ({ basis, source }: Reconciliation) => source ?? basis,
  changes: ({ changes }: Reconciliation) => changes,
  units: ({ units }: Reconciliation) => units,
  written: ({ written }: Reconciliation) => written,
  by: ({ decidedBy, createdBy }: Reconciliation) => decidedBy ?? createdBy,
};

/** What a check found: what, where, what next. */
export const renderFindings = (findings: readonly Finding[]): string =>
  findings
    .map(({ code, itemId, sequence, figure, stored, recomputed, reservationId, what, next }) => {
      const place = [
        ...(sequence === null ? [] : [`entry ${sequence}`]),
        ...(reservationId === null ? [] : [`reservation ${reservationId}`]),
        ...(figure === null ? [] : [`${figure} is ${stored ?? 'not there'}, should be ${recomputed ?? 'not there'}`]),
      ];
      return `${code} ${itemId}${place.length === 0 ? '' : `, ${place.join(', ')}`}\n  ${what}\n  ${next}`;
    })
    .join('\n');
