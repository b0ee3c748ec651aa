export type { StockEffect } from './count-stock.ts';
export { DEMO_ACCOUNT, DEMO_PLACES } from './demo-shop.ts';
export type { OdooRows, Row } from './odoo-rows.ts';
export { DEMO_SECRETS, type OdooSimulator, simulator } from './odoo-simulator.ts';
export { triggers } from './triggers.ts';
export { type Poke, pokeMessage } from './webhook.ts';
