import type { Route } from '../../http/route.ts';
import { acknowledgementRoutes } from './acknowledgement-routes.ts';
import { explainRoutes } from './explain-routes.ts';
import type { InventoryDeps } from './inventory-deps.ts';
import { orderabilityRoutes } from './orderability-routes.ts';
import { reservationRoutes } from './reservation-routes.ts';
import { saleRoutes } from './sale-routes.ts';
import { stockChangeRoutes } from './stock-change-routes.ts';
import { stockReadRoutes } from './stock-read-routes.ts';

/** Everything people and programs ask of stock over HTTP. */
export const inventoryRoutes = (deps: InventoryDeps): Route[] => [
  ...reservationRoutes(deps),
  ...saleRoutes(deps),
  ...stockChangeRoutes(deps),
  ...acknowledgementRoutes(deps),
  ...stockReadRoutes(deps),
  ...orderabilityRoutes(deps),
  ...explainRoutes(deps),
];
