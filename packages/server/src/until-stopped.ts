/** A terminal's Ctrl-C may reach the process twice, by its group and by npm, which passes it on. */
const SAME_KEYPRESS_MS = 1_000;

/** Resolves at Ctrl-C or SIGTERM; asked again after that, the process ends at once with 130. */
export function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    let askedAt: number | undefined;
    const stop = () => {
      const at = performance.now();
      if (askedAt !== undefined && at - askedAt > SAME_KEYPRESS_MS) process.exit(130);
      askedAt ??= at;
      resolve();
    };
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
  });
}
