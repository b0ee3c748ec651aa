import type { Command, ReserveLine } from './command.ts';

interface NaiveItem {
  onHand: number;
  blocked: number;
  safetyStock: number;
  counted: boolean;
}

interface NaiveOrder {
  id: string;
  hash: string;
  lines: readonly ReserveLine[];
  held: number[];
  expiresAtMs: number;
  madeAtMs: number;
  ended: string | null;
  endHash: string | null;
}

const units = (
  lines: readonly { needs: readonly { itemId: string; quantity: number }[] }[],
  of: readonly number[],
  itemId: string,
) => {
  let sum = 0;
  for (let line = 0; line < lines.length; line += 1) {
    for (const need of lines[line]?.needs ?? []) if (need.itemId === itemId) sum += need.quantity * (of[line] ?? 0);
  }
  return sum;
};

/**
 * Stock as one would first write it: no ledger, no running figures. What is reserved is added up from all orders whenever it is asked
 * for, and an order past its time is simply left out. Says what each command is answered, as one word.
 */
export class NaiveStock {
  readonly items = new Map<string, NaiveItem>();
  readonly orders: NaiveOrder[] = [];
  readonly keys = new Map<string, string>();
  readonly maxLifetimeMs: number;

  constructor(maxLifetimeMs: number) {
    this.maxLifetimeMs = maxLifetimeMs;
  }

  keep(itemId: string, counted = true): this {
    this.items.set(itemId, { onHand: 0, blocked: 0, safetyStock: 0, counted });
    return this;
  }

  reserved(itemId: string, nowMs: number): number {
    const open = this.orders.filter((order) => order.ended === null && order.expiresAtMs > nowMs);
    return open.reduce((sum, order) => sum + units(order.lines, order.held, itemId), 0);
  }

  free(itemId: string, nowMs: number): number {
    const item = this.items.get(itemId);
    if (item === undefined) return 0;
    if (!item.counted) return 1e9;
    return Math.max(0, item.onHand - item.blocked - item.safetyStock - this.reserved(itemId, nowMs));
  }

  #fits(lines: readonly ReserveLine[], of: readonly number[], nowMs: number): boolean {
    return [...this.items.keys()].every((itemId) => units(lines, of, itemId) <= this.free(itemId, nowMs));
  }

  #reserve(command: Extract<Command, { kind: 'reserve' }>, nowMs: number): string {
    const known = this.orders.find((order) => order.id === command.reservationId);
    if (known !== undefined) return known.hash === command.hash ? 'held again' : 'RESERVATION_ID_REUSED';
    let held = command.lines.map(({ quantity }) => quantity);
    if (command.bestEffort) {
      held = held.map(() => 0);
      // One unit at a time, line by line.
      for (let line = 0; line < held.length; line += 1) {
        for (let unit = 0; unit < (command.lines[line]?.quantity ?? 0); unit += 1) {
          const more = held.with(line, (held[line] ?? 0) + 1);
          if (this.#fits(command.lines, more, nowMs)) held = more;
        }
      }
      if (held.every((one) => one === 0)) return 'STOCK_INSUFFICIENT';
    } else if (!this.#fits(command.lines, held, nowMs)) return 'STOCK_INSUFFICIENT';
    const expiresAtMs = nowMs + Math.min(command.ttlMs, this.maxLifetimeMs);
    const { reservationId: id, hash, lines } = command;
    this.orders.push({ id, hash, lines, held, expiresAtMs, madeAtMs: nowMs, ended: null, endHash: null });
    return 'held';
  }

  #leave(itemId: string, quantity: number): void {
    const item = this.items.get(itemId);
    if (item?.counted === true) item.onHand = Math.max(0, item.onHand - quantity);
  }

  #end(command: Extract<Command, { kind: 'commit' | 'release' | 'extend' }>, nowMs: number): string {
    const order = this.orders.find((one) => one.id === command.reservationId);
    if (order === undefined) return 'NOT_FOUND';
    const word = { commit: 'committed', release: 'released', extend: 'extended' }[command.kind];
    if (order.ended !== null) {
      return order.ended === word && order.endHash === command.hash ? `${word} again` : 'RESERVATION_ENDED';
    }
    if (order.expiresAtMs <= nowMs) return 'RESERVATION_EXPIRED';
    if (command.kind === 'extend') {
      const wantedMs = Math.min(nowMs + command.ttlMs, order.madeAtMs + this.maxLifetimeMs);
      order.expiresAtMs = Math.max(order.expiresAtMs, wantedMs);
      return word;
    }
    if (command.kind === 'commit') {
      let gone = [...order.held];
      if (command.lines !== null) {
        gone = gone.map(() => 0);
        for (const { line, quantity } of command.lines) gone[line] = (gone[line] ?? 0) + quantity;
        if (gone.some((one, line) => one > (order.held[line] ?? -1))) return 'COMMIT_BEYOND_HELD';
      }
      for (const itemId of this.items.keys()) this.#leave(itemId, units(order.lines, gone, itemId));
    }
    order.ended = word;
    order.endHash = command.hash;
    return word;
  }

  #record(command: Exclude<Command, { kind: 'reserve' | 'commit' | 'release' | 'extend' | 'report' }>): string {
    if (command.kind === 'sell') {
      const of = command.lines.map(({ quantity }) => quantity);
      for (const itemId of this.items.keys()) this.#leave(itemId, units(command.lines, of, itemId));
      return 'recorded';
    }
    if (command.kind === 'receive') {
      for (const { itemId, quantity } of command.lines) (this.items.get(itemId) as NaiveItem).onHand += quantity;
      return 'recorded';
    }
    const item = this.items.get(command.itemId) as NaiveItem;
    if (command.kind === 'count') item.onHand = command.onHand;
    if (command.kind === 'set_safety_stock') item.safetyStock = command.quantity;
    if (command.kind === 'adjust') {
      if (item.onHand + command.quantity < 0) return 'STOCK_INSUFFICIENT';
      item.onHand += command.quantity;
    }
    if (command.kind === 'block') {
      if (command.quantity > item.onHand - item.blocked) return 'STOCK_INSUFFICIENT';
      item.blocked += command.quantity;
    }
    if (command.kind === 'unblock') {
      if (command.quantity > item.blocked) return 'STOCK_INSUFFICIENT';
      item.blocked -= command.quantity;
    }
    return 'recorded';
  }

  run(command: Command, nowMs: number): string {
    if (command.kind === 'reserve') return this.#reserve(command, nowMs);
    if (command.kind === 'commit' || command.kind === 'release' || command.kind === 'extend')
      return this.#end(command, nowMs);
    if (command.kind === 'report') return 'not modelled';
    if (command.key !== null) {
      const hash = this.keys.get(command.key);
      if (hash !== undefined) return hash === command.hash ? 'recorded again' : 'IDEMPOTENCY_KEY_REUSED';
    }
    const answer = this.#record(command);
    if (command.key !== null && answer === 'recorded') this.keys.set(command.key, command.hash);
    return answer;
  }
}
