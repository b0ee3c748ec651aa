import { type Adapter, staticManifest } from '@kirana/adapter';
import { z } from 'zod';
import type { StaticFacts } from './hosted-adapter.ts';

const NOTHING = z.object({});

/** Of an adapter's code, without its schemas: they may be of another copy of zod, which writes them as JSON Schema in its own way. */
export function staticFacts(adapter: Adapter): StaticFacts {
  const { sourceSettings, connectionSettings, ...facts } = staticManifest({
    ...adapter,
    sourceSettings: NOTHING,
    connectionSettings: NOTHING,
  });
  return facts;
}
