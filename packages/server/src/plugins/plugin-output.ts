import type { ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
import type { Logger } from 'pino';

const MOST_LINES_PER_MINUTE = 200;
const MOST_CHARACTERS = 2_000;

/** What a plugin prints goes into the server's log: bounded, and marked as the plugin's. */
export function logOutput(child: ChildProcess, { name, log }: { readonly name: string; readonly log: Logger }): void {
  follow(child.stdout, (line) => log.debug({ adapter: name, line }, 'an adapter printed'));
  follow(child.stderr, (line) => log.warn({ adapter: name, line }, 'an adapter printed an error'));
}

function follow(stream: Readable | null, tell: (line: string) => void): void {
  let rest = '';
  let minute = 0;
  let lines = 0;
  const print = (line: string) => {
    const now = Math.floor(performance.now() / 60_000);
    if (now !== minute) [minute, lines] = [now, 0];
    lines += 1;
    if (lines <= MOST_LINES_PER_MINUTE && line.trim() !== '') tell(line.slice(0, MOST_CHARACTERS));
  };
  stream?.setEncoding('utf8');
  stream?.on('data', (text: string) => {
    const pieces = (rest + text).split('\n');
    rest = (pieces.pop() ?? '').slice(0, MOST_CHARACTERS);
    for (const piece of pieces) print(piece);
  });
  stream?.on('end', () => print(rest));
  stream?.on('error', () => undefined);
}
