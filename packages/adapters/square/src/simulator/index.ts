import type { Simulator } from '@kirana/adapter/simulator';
import { startSquare } from './square-simulator.ts';
import { triggers } from './triggers.ts';

export { DEMO_MERCHANT, DOCK, MAIN } from './demo-catalog.ts';
export { type CountEntry, type CountMessage, catalogMessage, countMessage, otherMessage } from './messages.ts';
export { type ShopOptions, SquareShop } from './square-shop.ts';
export { DEMO_SECRETS, type SquareSimulator, startSquare } from './square-simulator.ts';
export { triggers };

/** Square on this machine. */
export const simulator: Simulator = { start: startSquare, triggers, accountParameter: 'merchant' };
