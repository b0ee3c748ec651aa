import type { Route } from '../http/route.ts';
import { adapterRoutes } from './adapter-routes.ts';
import { connectionRoutes } from './connection-routes.ts';
import type { IdentityDeps } from './identity-deps.ts';
import { keyRoutes } from './key-routes.ts';
import { locationRoutes } from './location-routes.ts';
import { mappingRoutes } from './mapping-routes.ts';
import { matchRoutes } from './match-routes.ts';
import { merchantRoutes } from './merchant-routes.ts';
import { sourceRoutes } from './source-routes.ts';
import { storeRoutes } from './store-routes.ts';
import { tenantRoutes } from './tenant-routes.ts';
import { tokenRoutes } from './token-routes.ts';

/** Who there is and where things come from: tenants, keys, merchants, stores, sources, connections. */
export const identityRoutes = (deps: IdentityDeps): Route[] => [
  ...tenantRoutes(deps),
  ...keyRoutes(deps),
  ...merchantRoutes(deps),
  ...storeRoutes(deps),
  ...tokenRoutes(deps),
  ...adapterRoutes(deps),
  ...sourceRoutes(deps),
  ...connectionRoutes(deps),
  ...locationRoutes(deps),
  ...mappingRoutes(deps),
  ...matchRoutes(deps),
];
