import { createInterface } from 'node:readline';

/** What a process of the bench uses. */
export interface Usage {
  readonly rssMegabytes: number;
  /** All threads together, since it started. */
  readonly cpuMs: number;
}

const MEGABYTE = 1_048_576;

const usage = (): Usage => {
  const { user, system } = process.cpuUsage();
  return { rssMegabytes: process.memoryUsage.rss() / MEGABYTE, cpuMs: (user + system) / 1000 };
};

/** In a child of the bench: says that it is up, answers each `usage` line on stdin with one of JSON, and ends with stdin. */
export function answerParent(hello: object, close: () => Promise<void>): void {
  const say = (value: object) => process.stdout.write(`${JSON.stringify(value)}\n`);
  const lines = createInterface({ input: process.stdin });
  lines.on('line', (line) => {
    if (line === 'usage') say(usage());
  });
  lines.on('close', () => {
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  });
  say(hello);
}
