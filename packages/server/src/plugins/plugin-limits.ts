/** What one process of a plugin may take. */
export interface PluginLimits {
  /** Old space of V8, in MiB; with what is not of the heap, buffers above all, it may be 256 more. */
  readonly memoryMb: number;
  /** A delivery put into our words, or a piece of a file cut. */
  readonly normaliseMs: number;
  /** The message is with us while the provider waits: routing it, and the words of the reply. */
  readonly webhookMs: number;
  /** Reading settings. */
  readonly settingsMs: number;
  /** From the fork to the adapter being loaded. */
  readonly startMs: number;
}

export const PLUGIN_LIMITS: PluginLimits = {
  memoryMb: 256,
  normaliseMs: 30_000,
  webhookMs: 1_000,
  settingsMs: 5_000,
  startMs: 20_000,
};
