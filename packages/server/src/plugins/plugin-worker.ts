import { AdapterDown } from './adapter-down.ts';
import type { Task } from './plugin-messages.ts';
import { type Call, PluginProcess, type PluginProgram } from './plugin-process.ts';

const FIRST_WAIT_MS = 250;
/** After a death in a call: which call it was is known, and others need the process. */
const LONGEST_WAIT_MS = 1_000;
/** Of one that cannot even be loaded. */
const LONGEST_WAIT_UNREADY_MS = 30_000;

/** Milliseconds: nothing after the first death, then doubling until a call comes to its end. */
function waitAfter(deaths: number, wasReady: boolean): number {
  if (deaths <= 1) return 0;
  const longest = wasReady ? LONGEST_WAIT_MS : LONGEST_WAIT_UNREADY_MS;
  return Math.min(longest, FIRST_WAIT_MS * 2 ** Math.min(deaths - 2, 20));
}

export interface WorkerOptions {
  /**
   * Keeps the blame clear: only the call that was in the process dies with it, and the time of a call begins when it is its turn. Without
   * it calls share the process.
   */
  readonly oneAtATime: boolean;
  /** Calls waiting for their turn; more are refused. */
  readonly mostWaiting?: number;
  /** When the one whose turn it is takes longer, those behind it are sent away, so that nobody waits for one that hangs. */
  readonly patienceMs?: number;
}

interface Turn {
  readonly task: Task;
  readonly call: Call;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** Not all at once again. */
const busy = () => {
  const retryAfterMs = 500 + Math.random() * 1_000;
  return new AdapterDown('the process of the adapter is busy', { byThisCall: false, retryAfterMs });
};

/** One kind of work of a plugin: a process that is started when there is something to do, and again after it died. */
export class PluginWorker {
  readonly #program: PluginProgram;
  readonly #options: WorkerOptions;
  readonly #waiting: Turn[] = [];
  #isTaken = false;
  #isSlow = false;
  #process: PluginProcess | undefined;
  #deaths = 0;
  #downUntil = 0;
  #closed = false;

  constructor(program: PluginProgram, options: WorkerOptions) {
    this.#program = program;
    this.#options = options;
  }

  /** Which process it is: what was kept in one that died is gone. */
  get pid(): number | undefined {
    return this.#process?.pid;
  }

  /** @throws AdapterError; AdapterDown when the process dies of it, is busy, or cannot be started now */
  async run(task: Task, call: Call): Promise<unknown> {
    if (!this.#options.oneAtATime) return this.#runNow(task, call);
    if (this.#isSlow || this.#waiting.length >= (this.#options.mostWaiting ?? Number.POSITIVE_INFINITY)) throw busy();
    return new Promise((resolve, reject) => {
      this.#waiting.push({ task, call, resolve, reject });
      void this.#takeTurns();
    });
  }

  async #takeTurns(): Promise<void> {
    if (this.#isTaken) return;
    this.#isTaken = true;
    for (let turn = this.#waiting.shift(); turn !== undefined; turn = this.#waiting.shift()) {
      const patience = this.#bePatient();
      await this.#runNow(turn.task, turn.call).then(turn.resolve, turn.reject);
      clearTimeout(patience);
      this.#isSlow = false;
    }
    this.#isTaken = false;
  }

  #bePatient(): NodeJS.Timeout | undefined {
    const { patienceMs } = this.#options;
    if (patienceMs === undefined) return undefined;
    return setTimeout(() => {
      this.#isSlow = true;
      for (const { reject } of this.#waiting.splice(0)) reject(busy());
    }, patienceMs);
  }

  async #runNow(task: Task, call: Call): Promise<unknown> {
    const process = this.#up();
    await process.ready;
    try {
      const value = await process.run(task, call);
      this.#deaths = 0;
      return value;
    } catch (error) {
      // an answer too: it lives
      if (!(error instanceof AdapterDown)) this.#deaths = 0;
      throw error;
    }
  }

  #up(): PluginProcess {
    if (this.#closed) throw new AdapterDown('the server is stopping', { byThisCall: false });
    if (this.#process?.alive) return this.#process;
    const waitMs = this.#downUntil - performance.now();
    if (waitMs > 0) {
      const message = 'the process of the adapter ended and is started again in a moment';
      throw new AdapterDown(message, { byThisCall: false, retryAfterMs: Math.ceil(waitMs) });
    }
    const process = new PluginProcess(this.#program, (reason) => this.#onEnd(process, reason));
    this.#process = process;
    return process;
  }

  #onEnd(process: PluginProcess, reason: string): void {
    if (this.#process === process) this.#process = undefined;
    if (this.#closed) return;
    this.#deaths += 1;
    const waitMs = waitAfter(this.#deaths, process.wasReady);
    this.#downUntil = performance.now() + waitMs;
    const { name, log } = this.#program;
    log.error({ adapter: name, reason, deaths: this.#deaths, waitMs }, 'the process of an adapter ended');
  }

  /** Starts it before there is something to do. @throws AdapterDown */
  async warm(): Promise<void> {
    await this.#up().ready;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#process?.close();
  }
}
