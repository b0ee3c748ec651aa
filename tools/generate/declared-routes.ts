import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Route } from '../../packages/server/src/http/route.ts';
import { stub } from './stub.ts';

const SERVER = join(import.meta.dirname, '../../packages/server/src');

/** The app itself, and what it adds to every list of routes. */
const NO_ROOMS = new Set(['http', 'observe']);

type RoutesOf = (deps: never) => readonly Route[];

async function routeFiles(): Promise<string[]> {
  const entries = await readdir(SERVER, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('-routes.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !NO_ROOMS.has(relative(SERVER, file).split('/', 1)[0] ?? ''))
    .sort();
}

/**
 * Every route of the server, by its own convention: a room's `<noun>-routes.ts` exports `<noun>Routes(deps)`. Rooms are not opened; their
 * declarations do not look at what they are given.
 * @throws when two different routes share a method and path, or an operation id
 */
export async function declaredRoutes(): Promise<Route[]> {
  const byPlace = new Map<string, Route>();
  const byOperation = new Map<string, string>();
  for (const file of await routeFiles()) {
    const module = (await import(file)) as Record<string, unknown>;
    for (const [name, declare] of Object.entries(module)) {
      if (!name.endsWith('Routes') || typeof declare !== 'function') continue;
      for (const route of (declare as RoutesOf)(stub)) {
        const place = `${route.method} ${route.path}`;
        const operation = byOperation.get(route.operationId) ?? place;
        const known = byPlace.get(place)?.operationId ?? route.operationId;
        if (operation !== place || known !== route.operationId) {
          throw new Error(`${file}: ${place} (${route.operationId}) clashes with ${operation} (${known})`);
        }
        byOperation.set(route.operationId, place);
        byPlace.set(place, settled(route));
      }
    }
  }
  return [...byPlace.values()];
}

/** A limit that comes from the settings is not part of the description. */
function settled(route: Route): Route {
  const { bodyLimitBytes, ...rest } = route;
  return typeof bodyLimitBytes === 'number' ? route : rest;
}
