import type { Adapter } from '@kirana/adapter';
import petpooja from '@kirana/adapter-petpooja';

/** The adapters this server runs with: the one place that names providers. */
export const installedAdapters = (): ReadonlyMap<string, Adapter> =>
  new Map([petpooja].map((adapter) => [adapter.manifest.id, adapter]));
