import { type ChildProcess, fork } from 'node:child_process';
import { deserialize } from 'node:v8';
import type { HttpAnswer, HttpRequest } from '@kirana/adapter';
import type { Logger } from 'pino';
import { AdapterDown } from './adapter-down.ts';
import type { StaticFacts } from './hosted-adapter.ts';
import type { FromPlugin, Task, ToPlugin } from './plugin-messages.ts';
import { logOutput } from './plugin-output.ts';
import { residentBytes } from './process-memory.ts';
import { errorOfFacts, factsOfThrown } from './thrown.ts';

export interface PluginProgram {
  /** For people and logs. */
  readonly name: string;
  /** URL of the module whose default export is the adapter. */
  readonly entry: string;
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  readonly memoryMb: number;
  readonly startMs: number;
  /** Conditions under which packages are resolved. */
  readonly conditions: readonly string[];
  readonly log: Logger;
  /** @throws Error when the code is not what its package says */
  readonly examine: (facts: StaticFacts) => void;
}

export interface Call {
  /** The process is ended when it takes longer. Null: the caller watches. */
  readonly limitMs: number | null;
  readonly signal?: AbortSignal;
  readonly http?: (request: HttpRequest) => Promise<HttpAnswer>;
}

interface Running extends Call {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly stop: () => void;
}

const WATCH_MS = 250;
/** A process that takes part in several calls at once answers at least this often. */
const MOST_SILENCE_MS = 30_000;
const MIB = 1_048_576;
/** The runtime itself, its code, and buffers. */
const BESIDE_HEAP_MB = 256;

/** Beside the source it is TypeScript; a build puts it into a folder of its own. */
const program = (): URL =>
  import.meta.url.endsWith('.ts')
    ? new URL('./plugin-child.ts', import.meta.url)
    : new URL('./plugins/plugin-child.js', import.meta.url);

/** One process with one adapter in it, from its fork to its end. */
export class PluginProcess {
  readonly #of: PluginProgram;
  readonly #child: ChildProcess;
  readonly #running = new Map<number, Running>();
  readonly #watch: NodeJS.Timeout;
  readonly #startTimer: NodeJS.Timeout;
  readonly #ready = Promise.withResolvers<void>();
  readonly #ended = Promise.withResolvers<void>();
  #lastId = 0;
  #unansweredSince: number | undefined;
  #stoppedFor: string | undefined;
  #isClosing = false;
  alive = true;
  wasReady = false;

  /** @param onEnd told once, with the reason, whatever ended it */
  constructor(of: PluginProgram, onEnd: (reason: string) => void) {
    this.#of = of;
    this.#child = fork(program(), [of.entry], {
      cwd: of.folder,
      env: { ...of.env },
      execArgv: [
        `--max-old-space-size=${of.memoryMb}`,
        '--disable-warning=ExperimentalWarning',
        ...of.conditions.map((condition) => `--conditions=${condition}`),
      ],
      serialization: 'advanced',
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    logOutput(this.#child, of);
    this.#child.on('message', (message) => this.#hear(message as FromPlugin));
    this.#child.on('error', (error) => {
      // one that was never started has no exit
      if (this.#child.pid === undefined) this.#end(error.message, onEnd);
      else this.stop(error.message);
    });
    this.#child.once('exit', (code, signal) => {
      this.#end(this.#stoppedFor ?? `it ended by itself with ${signal ?? `code ${code}`}`, onEnd);
    });
    // seen by whoever waits for it
    this.#ready.promise.catch(() => undefined);
    this.#startTimer = setTimeout(() => this.stop(`it was not ready after ${of.startMs} ms`), of.startMs);
    this.#startTimer.unref();
    this.#watch = setInterval(() => void this.#look(), WATCH_MS);
    this.#watch.unref();
  }

  #end(reason: string, onEnd: (reason: string) => void): void {
    this.alive = false;
    clearInterval(this.#watch);
    clearTimeout(this.#startTimer);
    const { name } = this.#of;
    this.#ready.reject(new AdapterDown(`the adapter ${name} could not be started: ${reason}`, { byThisCall: false }));
    for (const running of this.#running.values()) {
      running.stop();
      running.reject(new AdapterDown(`the process of the adapter ended: ${reason}`, { byThisCall: !this.#isClosing }));
    }
    this.#running.clear();
    this.#ended.resolve();
    onEnd(reason);
  }

  /** @throws AdapterDown when it ends before it is ready */
  get ready(): Promise<void> {
    return this.#ready.promise;
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Ends it at once, with all calls in it. */
  stop(reason: string): void {
    this.#stoppedFor ??= reason;
    this.#child.kill('SIGKILL');
  }

  async close(): Promise<void> {
    this.#isClosing = true;
    this.stop('the server is stopping');
    await this.#ended.promise;
  }

  /** @throws AdapterError, AdapterDown */
  run(task: Task, call: Call): Promise<unknown> {
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve, reject) => {
      const { limitMs, signal } = call;
      const timer =
        limitMs === null
          ? undefined
          : setTimeout(() => this.stop(`${task.op} took longer than ${limitMs} ms`), limitMs);
      const abort = () => this.#say({ kind: 'abort', id });
      signal?.addEventListener('abort', abort, { once: true });
      const stop = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', abort);
      };
      this.#running.set(id, { ...call, resolve, reject, stop });
      this.#say({ kind: 'task', id, task });
      if (signal?.aborted) abort();
    });
  }

  #say(message: ToPlugin): void {
    // its end is told by `exit`, and ends what is running
    if (this.#child.connected) this.#child.send(message, () => undefined);
  }

  #hear(message: FromPlugin): void {
    switch (message.kind) {
      case 'ready':
        this.#examine(message.facts);
        break;
      case 'unusable':
        this.stop(`it cannot be loaded: ${message.message}`);
        break;
      case 'pong':
        this.#unansweredSince = undefined;
        this.#weigh(message.rssBytes);
        break;
      case 'http':
        void this.#answer(message.http, message.task, message.request);
        break;
      case 'done':
        this.#settle(message.id, ({ resolve }) => resolve(deserialize(message.value)));
        break;
      case 'failed':
        this.#settle(message.id, ({ reject }) => reject(errorOfFacts(message.thrown)));
    }
  }

  #settle(id: number, tell: (running: Running) => void): void {
    const running = this.#running.get(id);
    if (running === undefined) return;
    this.#running.delete(id);
    running.stop();
    tell(running);
  }

  #examine(facts: StaticFacts): void {
    try {
      this.#of.examine(facts);
      clearTimeout(this.#startTimer);
      this.wasReady = true;
      this.#ready.resolve();
    } catch (error) {
      this.stop(error instanceof Error ? error.message : String(error));
    }
  }

  async #answer(http: number, task: number, request: HttpRequest): Promise<void> {
    try {
      const call = this.#running.get(task)?.http;
      if (call === undefined) throw new Error('the call it is for is over');
      this.#say({ kind: 'answered', http, answer: await call(request) });
    } catch (thrown) {
      this.#say({ kind: 'unanswered', http, thrown: factsOfThrown(thrown) });
    }
  }

  async #look(): Promise<void> {
    if (this.#unansweredSince === undefined) {
      this.#unansweredSince = performance.now();
      this.#say({ kind: 'ping' });
    }
    const silentMs = performance.now() - this.#unansweredSince;
    const isWatched = [...this.#running.values()].some(({ limitMs }) => limitMs !== null);
    if (silentMs > MOST_SILENCE_MS && !isWatched && this.#running.size > 0)
      this.stop('it did not answer for 30 seconds');
    const { pid } = this.#child;
    const bytes = pid === undefined ? undefined : await residentBytes(pid);
    if (bytes !== undefined) this.#weigh(bytes);
  }

  #weigh(rssBytes: number): void {
    const mostMb = this.#of.memoryMb + BESIDE_HEAP_MB;
    if (this.alive && rssBytes > mostMb * MIB) this.stop(`it took more than ${mostMb} MiB of memory`);
  }
}
