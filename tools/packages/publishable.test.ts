import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { publishablePackages } from './publishable.ts';

const LIFECYCLE = ['preinstall', 'install', 'postinstall', 'prepare'];

/** The exports without the condition under which this repository runs its sources. */
const published = (exports: unknown): unknown =>
  typeof exports !== 'object' || exports === null
    ? exports
    : Object.fromEntries(
        Object.entries(exports).flatMap(([key, value]) => (key === '@kirana/source' ? [] : [[key, published(value)]])),
      );

// what only a build and an installation can show is proved by `npm run packages`
describe.each(publishablePackages().map((one) => [one.json.name, one] as const))('%s', (_name, { folder, json }) => {
  test('is published without its sources', () => {
    expect(json.files?.length).toBeGreaterThan(0);
    expect(json.files).not.toContain('src');
    if (json.exports !== undefined) expect(json.publishConfig?.exports).toEqual(published(json.exports));
    expect(json.publishConfig?.access).toBe('public');
  });

  test('runs nothing when it is installed, and says for which Node it is', () => {
    expect(Object.keys(json.scripts ?? {}).filter((name) => LIFECYCLE.includes(name))).toEqual([]);
    expect(json.engines?.node).toBeTruthy();
    expect(json.scripts?.build).toBeTruthy();
  });

  test('an adapter says that it is one', () => {
    const isAdapter = json.name.startsWith('@kirana/adapter-') && json.name !== '@kirana/adapter-testkit';
    expect(json.kirana !== undefined).toBe(isAdapter);
    if (json.kirana === undefined) return;
    expect(json.kirana).toMatchObject({ type: 'adapter', apiVersion: 1 });
    expect(existsSync(join(folder, json.kirana.manifest))).toBe(true);
  });
});
