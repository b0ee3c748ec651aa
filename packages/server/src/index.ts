export { openServer, type RunningServer, type ServerOptions } from './compose.ts';
export { type Environment, environmentHelp, ROLES, readConfig, type ServerRole } from './config.ts';
export { ensureKey } from './identity/ensure-key.ts';
export { createTenant } from './identity/tenant-routes.ts';
export { untilStopped } from './until-stopped.ts';
