import type { z } from 'zod';
import type { AdapterDefinition } from './contract.ts';

const ID = /^[a-z][a-z0-9-]{0,39}$/;

/** Types an adapter and checks what types cannot say; a definition that contradicts itself fails where it is made. */
export function defineAdapter<S extends z.ZodType, C extends z.ZodType>(definition: AdapterDefinition<S, C>): Adapter {
  const { manifest } = definition;
  if (!ID.test(manifest.id)) throw new TypeError(`adapter id "${manifest.id}" must match ${ID}`);
  if (manifest.apiVersion !== 1) throw new TypeError(`adapter "${manifest.id}": apiVersion must be 1`);
  const pulls = Object.values(manifest.capabilities.entities).some((entity) => entity?.pull !== undefined);
  if (pulls !== (definition.pull !== undefined)) {
    throw new TypeError(
      `adapter "${manifest.id}": pull is ${pulls ? 'declared but not written' : 'written but not declared'}`,
    );
  }
  const counts = manifest.capabilities.stock === 'absolute' || manifest.capabilities.stock === 'delta';
  if (counts !== (manifest.capabilities.entities.stock !== undefined)) {
    const how = counts
      ? 'reported but not declared among the entities'
      : 'declared among the entities but not reported';
    throw new TypeError(`adapter "${manifest.id}": counts of stock are ${how}`);
  }
  return Object.freeze(definition) as unknown as Adapter;
}

/** An adapter as the server holds it: its own settings types are its own business. */
export type Adapter = AdapterDefinition<z.ZodType<Record<string, unknown>>, z.ZodType<Record<string, unknown>>>;
