import type { components } from '@kirana/sdk';
import { renderFields } from './fields.ts';
import { renderTable } from './table.ts';
import { dateTime } from './time.ts';

type Schemas = components['schemas'];
type Entry = Schemas['StockEntry'];

/** "3 damaged, 1 recalled". */
const blockedText = (blocked: Schemas['BlockedStock']): string =>
  Object.entries(blocked)
    .filter(([, units]) => units > 0)
    .map(([kind, units]) => `${units} ${kind}`)
    .join(', ');

const blockedOf = (blocked: Schemas['BlockedStock']): number =>
  Object.values(blocked).reduce((sum, units) => sum + units, 0);

export const renderStock = ({
  position,
  stockVersion,
  ...stock
}: Schemas['StockPosition'] & { readonly stockVersion?: string }): string =>
  renderFields({
    item: position.itemId,
    tracking: position.tracking,
    'on hand': position.onHand,
    blocked: blockedText(position.blocked) || 0,
    reserved: position.reserved,
    'safety stock': position.safetyStock,
    sellable: stock.sellable,
    oversold: stock.oversold,
    incoming: position.incoming,
    lots: (stock.lots ?? [])
      .map(
        ({ lot, expiresOn, quantity }) => `${quantity} of ${lot ?? 'no name'}${expiresOn ? ` until ${expiresOn}` : ''}`,
      )
      .join(', '),
    conflicts: stock.conflicts
      .map(({ source, stated, decided }) => `${source} says ${stated}, not ${decided}`)
      .join(', '),
    sequence: position.sequence,
    ...(stockVersion === undefined ? {} : { 'stock version': stockVersion }),
    ...(stock.asOf === null ? {} : { 'as of': dateTime(stock.asOf) }),
  });

export const renderStocks = (stocks: readonly Schemas['StockPosition'][]): string =>
  renderTable(stocks, {
    item: ({ position }) => position.itemId,
    tracking: ({ position }) => position.tracking,
    'on hand': ({ position }) => position.onHand,
    blocked: ({ position }) => blockedOf(position.blocked),
    reserved: ({ position }) => position.reserved,
    safety: ({ position }) => position.safetyStock,
    sellable: ({ sellable }) => sellable,
    oversold: ({ oversold }) => oversold,
  });

/** "+3", "-2", "0". */
const signed = (delta: number): string => (delta > 0 ? `+${delta}` : String(delta));

/** What an entry did: "on hand -2, reserved -2". */
function deltaText({ deltas }: Entry): string {
  const named = {
    'on hand': deltas.onHand,
    blocked: deltas.blocked,
    reserved: deltas.reserved,
    'safety stock': deltas.safetyStock,
    incoming: deltas.incoming,
  };
  return Object.entries(named)
    .filter(([, delta]) => delta !== 0)
    .map(([name, delta]) => `${name} ${signed(delta)}`)
    .join(', ');
}

export const renderEntries = (entries: readonly Entry[]): string =>
  renderTable(entries, {
    seq: ({ sequence }) => sequence,
    recorded: ({ recordedAt }) => dateTime(recordedAt),
    kind: ({ kind, reason }) => (reason === null ? kind : `${kind} (${reason})`),
    units: ({ quantity }) => quantity,
    did: deltaText,
    'on hand': ({ after }) => after.onHand,
    reserved: ({ after }) => after.reserved,
    source: ({ source }) => `${source.kind} ${source.id}`,
  });

/** Where each position stands now, one a line. */
export const writtenText = ({ written, stockVersion }: Schemas['StockWritten']): string =>
  written
    .map(({ itemId, sequence }) => `Written: ${itemId} at sequence ${sequence}, stock version ${stockVersion}.`)
    .join('\n');

export const renderReservation = (reservation: Schemas['ReservationAnswer']): string =>
  [
    renderFields({
      id: reservation.id,
      status: reservation.status,
      made: dateTime(reservation.madeAt),
      expires: dateTime(reservation.expiresAt),
      ended: dateTime(reservation.endedAt),
      'stock version': reservation.stockVersion,
    }),
    '',
    renderTable(reservation.lines, {
      line: ({ line }) => line,
      item: ({ itemId }) => itemId,
      asked: ({ quantity }) => quantity,
      held: ({ held }) => held,
      committed: ({ committed }) => committed,
    }),
    ...(reservation.shortfalls.length === 0
      ? []
      : ['', ...reservation.shortfalls.map((short) => `Short: ${shortfallText(short)}`)]),
  ].join('\n');

const shortfallText = ({ itemId, wanted, sellable }: Schemas['Shortfall']): string =>
  `${itemId}, ${wanted} wanted and ${sellable} left`;
