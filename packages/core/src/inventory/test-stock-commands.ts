import type {
  Adjust,
  Block,
  Command,
  Commit,
  Count,
  Extend,
  Receive,
  Release,
  Report,
  Reserve,
  ReserveLine,
  Sell,
} from './command.ts';
import type { Need } from './components.ts';
import { STORE } from './test-stock-store.ts';

const asked = { storeId: STORE, actor: 'key:test' } as const;
const source = { kind: 'person', id: 'key:test' } as const;

/** A line of plain items, or of what takes these needs. */
export const line = (itemId: string, quantity: number, more: Partial<ReserveLine> = {}): ReserveLine => ({
  itemId,
  quantity,
  needs: [{ itemId, quantity: 1 }],
  maxQuantity: null,
  reasons: [],
  ...more,
});

/** A bundle line: what one unit of it takes. */
export const bundle = (itemId: string, quantity: number, needs: readonly Need[]): ReserveLine =>
  line(itemId, quantity, { needs });

const hashOf = (...of: readonly unknown[]): string => JSON.stringify(of);

export const reserve = (
  reservationId: string,
  lines: readonly ReserveLine[],
  more: Partial<Pick<Reserve, 'ttlMs' | 'bestEffort' | 'holder'>> = {},
): Reserve => ({
  kind: 'reserve',
  ...asked,
  reservationId,
  holder: 'key_a',
  ttlMs: 100,
  bestEffort: false,
  ...more,
  lines,
  hash: hashOf(lines, more),
});

export const commit = (reservationId: string, lines: Commit['lines'] = null, occurredAtMs = 0): Commit => ({
  kind: 'commit',
  ...asked,
  reservationId,
  lines,
  occurredAtMs,
  hash: hashOf('commit', lines),
});

export const release = (reservationId: string): Release => ({
  kind: 'release',
  ...asked,
  reservationId,
  hash: 'release',
});

export const extend = (reservationId: string, ttlMs: number): Extend => ({
  kind: 'extend',
  ...asked,
  reservationId,
  ttlMs,
  hash: hashOf('extend', ttlMs),
});

export const sell = (saleId: string, lines: readonly ReserveLine[], occurredAtMs = 0): Sell => ({
  kind: 'sell',
  ...asked,
  key: `sale:${saleId}`,
  saleId,
  lines,
  occurredAtMs,
  hash: hashOf(lines, occurredAtMs),
});

export const receive = (
  key: string | null,
  itemId: string,
  quantity: number,
  lot: { lot: string; expiresOn: string; expiresAtMs: number } | null = null,
  occurredAtMs = 0,
): Receive => ({
  kind: 'receive',
  ...asked,
  key,
  hash: hashOf('receive', itemId, quantity, lot),
  occurredAtMs,
  reason: 'purchase',
  ordered: true,
  source,
  lines: [{ itemId, quantity, ...(lot ?? { lot: null, expiresOn: null, expiresAtMs: null }) }],
});

const one = (itemId: string, key: string | null, occurredAtMs = 0) => ({ ...asked, itemId, key, occurredAtMs, source });

export const count = (itemId: string, onHand: number, key: string | null = null, occurredAtMs = 0): Count => ({
  kind: 'count',
  ...one(itemId, key, occurredAtMs),
  onHand,
  reason: 'cycle_count',
  hash: hashOf('count', itemId, onHand),
});

export const adjust = (
  itemId: string,
  quantity: number,
  more: Partial<Pick<Adjust, 'from' | 'reason' | 'key'>> = {},
): Adjust => ({
  kind: 'adjust',
  ...one(itemId, null),
  quantity,
  reason: 'correction',
  from: null,
  ...more,
  hash: hashOf('adjust', itemId, quantity, more),
});

export const block = (
  kind: Block['kind'],
  itemId: string,
  quantity: number,
  blockKind: Block['blockKind'] = 'damaged',
): Block => ({ kind, ...one(itemId, null), quantity, blockKind, hash: hashOf(kind, itemId, quantity, blockKind) });

export const level = (kind: 'set_safety_stock' | 'set_incoming', itemId: string, quantity: number): Command => ({
  kind,
  ...one(itemId, null),
  quantity,
  hash: hashOf(kind, itemId, quantity),
});

export const track = (itemId: string, tracking: 'counted' | 'untracked'): Command => ({
  kind: 'set_tracking',
  ...one(itemId, null),
  tracking,
  hash: tracking,
});

export const report = (
  itemId: string,
  sequence: number,
  amount: Report['report']['amount'],
  more: { source?: string; warehouse?: string; observedAtMs?: number; epoch?: number } = {},
): Report => ({
  kind: 'report',
  ...asked,
  itemId,
  deliveryId: `dlv_${sequence}`,
  report: {
    source: more.source ?? 'con_a',
    warehouse: more.warehouse ?? '',
    order: { epoch: more.epoch ?? 1, sequence, tie: 0 },
    amount,
    observedAtMs: more.observedAtMs ?? 0,
  },
});
