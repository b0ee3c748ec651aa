import { setTimeout as sleep } from 'node:timers/promises';

const FIRST_MS = 200;
const LONGEST_MS = 2_000;

export interface Wait<State> {
  readonly read: () => Promise<State>;
  readonly isOver: (state: State) => boolean;
  /** One line on how far it is, for a terminal. */
  readonly progress: (state: State) => string;
  readonly signal: AbortSignal;
  readonly isQuiet: boolean;
}

/** Asks until the work on the server is over. A line on stderr tells how far it is, on a terminal only. */
export async function waitFor<State>({ read, isOver, progress, signal, isQuiet }: Wait<State>): Promise<State> {
  const shows = process.stderr.isTTY === true && !isQuiet;
  const clear = () => shows && process.stderr.write('\r\u001b[K');
  try {
    for (let delayMs = FIRST_MS; ; delayMs = Math.min(LONGEST_MS, delayMs * 1.5)) {
      const state = await read();
      if (isOver(state)) return state;
      clear();
      if (shows) process.stderr.write(progress(state));
      await sleep(delayMs, undefined, { signal });
    }
  } finally {
    clear();
  }
}
