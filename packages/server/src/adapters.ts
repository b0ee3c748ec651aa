import petpooja from '@kirana/adapter-petpooja';
import type { HostedAdapters } from './plugins/hosted-adapter.ts';
import { hosted } from './plugins/in-process-adapter.ts';

/** The adapters this server runs with: the one place that names providers. */
export const installedAdapters = (): HostedAdapters =>
  new Map([petpooja].map((adapter) => [adapter.manifest.id, hosted(adapter)]));
