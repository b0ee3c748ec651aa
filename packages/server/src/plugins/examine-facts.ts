import { isDeepStrictEqual } from 'node:util';
import type { StaticManifest } from '@kirana/adapter';
import type { StaticFacts } from './hosted-adapter.ts';
import { refusal } from './refusal.ts';
import { readStaticManifest } from './static-manifest-file.ts';

const bySchema = (name: string, facts: StaticFacts): Readonly<Record<string, unknown>> => {
  const { sourceSettings, connectionSettings, ...read } = readStaticManifest(name, {
    ...facts,
    sourceSettings: {},
    connectionSettings: {},
  });
  return JSON.parse(JSON.stringify(read)) as Record<string, unknown>;
};

/** The code is what its manifest says: that is what people looked at. @throws ADAPTER_REFUSED */
export function examineFacts(name: string, manifest: StaticManifest, facts: StaticFacts): void {
  const [written, found] = [bySchema(name, manifest), bySchema(name, facts)];
  const differs = [...new Set([...Object.keys(written), ...Object.keys(found)])].filter(
    (key) => !isDeepStrictEqual(written[key], found[key]),
  );
  if (differs.length === 0) return;
  const why = `its manifest is not what its code says (${differs.join(', ')}): it has to be built again`;
  throw refusal('manifest_differs', { package: name, why });
}
