import type { z } from 'zod';
import type { AdapterDefinition } from './contract.ts';
import type { Manifest } from './manifest.ts';

const ID = /^[a-z][a-z0-9-]{0,39}$/;
const SCOPE = /^[a-z][a-z0-9_.-]{0,99}$/;

/** An adapter as the server holds it: its own settings types are its own business. */
export type Adapter = AdapterDefinition<z.ZodType<Record<string, unknown>>, z.ZodType<Record<string, unknown>>>;

/** Types an adapter and checks what types cannot say; a definition that contradicts itself fails where it is made. @throws TypeError */
export function defineAdapter<S extends z.ZodType, C extends z.ZodType>(definition: AdapterDefinition<S, C>): Adapter {
  const { manifest } = definition;
  if (!ID.test(manifest.id)) throw new TypeError(`adapter id "${manifest.id}" must match ${ID}`);
  if (manifest.apiVersion !== 1) throw new TypeError(`adapter "${manifest.id}": apiVersion must be 1`);
  const complaint = contradictionIn(definition as unknown as Adapter, manifest.capabilities);
  if (complaint !== undefined) throw new TypeError(`adapter "${manifest.id}": ${complaint}`);
  return Object.freeze(definition) as unknown as Adapter;
}

function contradictionIn(adapter: Adapter, capabilities: Manifest['capabilities']): string | undefined {
  const { entities, stock, pullScopes = [], commands = {}, upload } = capabilities;
  const pulls = Object.values(entities).some((entity) => entity?.pull !== undefined);
  if (pulls !== (adapter.pull !== undefined)) return `pull is ${declaredOrWritten(pulls)}`;
  if (!pulls && pullScopes.length > 0) return 'scopes of a pull are declared, and no pull';
  const scope = pullScopes.find((name) => !SCOPE.test(name));
  if (scope !== undefined) return `the scope "${scope}" must match ${SCOPE}`;
  const sends = Object.keys(commands).length > 0;
  if (sends !== (adapter.send !== undefined)) return `send is ${declaredOrWritten(sends)}`;
  const counts = stock === 'absolute' || stock === 'delta';
  if (counts !== (entities.stock !== undefined)) {
    return `counts of stock are ${counts ? 'reported but not declared among the entities' : 'declared among the entities but not reported'}`;
  }
  return contradictionInUploads(adapter, upload);
}

function contradictionInUploads(adapter: Adapter, upload: Manifest['capabilities']['upload']): string | undefined {
  if (upload === undefined) return undefined;
  const endpoint = Object.hasOwn(adapter.endpoints, upload.endpoint) ? adapter.endpoints[upload.endpoint] : undefined;
  if (endpoint?.kind === 'event' && endpoint.cut !== undefined) return undefined;
  return `uploads go to the endpoint "${upload.endpoint}", which cannot cut a file`;
}

const declaredOrWritten = (declared: boolean): string =>
  declared ? 'declared but not written' : 'written but not declared';
