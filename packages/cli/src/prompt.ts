import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

/** Asks a person on stderr; stdout is for data. `isSecret`: what is typed is not shown. */
export async function ask(
  question: string,
  { signal, isSecret = false }: { signal: AbortSignal; isSecret?: boolean },
): Promise<string> {
  process.stderr.write(`${question} `);
  const shown = new Writable({
    write(chunk: Buffer, _encoding, done) {
      if (!isSecret) process.stderr.write(chunk);
      done();
    },
  });
  const reading = createInterface({ input: process.stdin, output: shown, terminal: true });
  // the terminal is in raw mode: Ctrl-C comes here
  reading.once('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  try {
    return (await reading.question('', { signal })).trim();
  } finally {
    reading.close();
    if (isSecret) process.stderr.write('\n');
  }
}
