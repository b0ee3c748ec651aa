import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { tail } from './command.ts';
import { descendants } from './descendants.ts';
import { unwatch, watch } from './watchdog.ts';

const READY_WITHIN_MS = 120_000; // seconds on an idle machine; a loaded one must not fail a test run
const POLL_MS = 50;
const STOP_WITHIN_MS = 5_000;

export interface ProcessPlan {
  /** For messages and the name of the log: `redis-1`. */
  readonly label: string;
  readonly file: string;
  readonly args: readonly string[];
  readonly argv0?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Working folder, and where the log is written. */
  readonly folder: string;
  readonly user?: { readonly uid: number; readonly gid: number };
  /** Asks the process itself; false or a throw means "not yet". */
  isReady(log: string): Promise<boolean> | boolean;
}

/** One process of an engine, which can be killed and started again. */
export class EngineProcess {
  readonly #plan: ProcessPlan;
  #child: ChildProcess | undefined;
  #ended: Promise<void> = Promise.resolve();
  #killed = false;
  #frozen: readonly number[] = [];

  constructor(plan: ProcessPlan) {
    this.#plan = plan;
  }

  /** Undefined when it does not run. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Starts the process unless it runs, and resolves when it is ready. */
  async start(): Promise<void> {
    if (this.#killed) await this.#end();
    if (this.#child !== undefined) return;
    const failure = this.#spawn();
    const deadline = performance.now() + READY_WITHIN_MS;
    while (!(await this.#isReady())) {
      const why =
        failure() ?? (performance.now() > deadline ? `was not ready in ${READY_WITHIN_MS / 1000} s` : undefined);
      if (why !== undefined) {
        const log = tail(await this.#log());
        this.signal('SIGKILL');
        await this.#ended;
        throw new Error(`${this.#plan.label} ${why}. The end of its log:\n${log}`);
      }
      await delay(POLL_MS);
    }
    this.#letParentEnd(); // who forgets to stop it shall still be able to end; the watchdog does the rest
  }

  signal(signal: NodeJS.Signals): void {
    const { pid } = this;
    if (pid === undefined) return;
    if (signal === 'SIGKILL') this.#killed = true;
    const family = [pid, ...descendants(pid)]; // a frozen or killed PostgreSQL is one whose backends are, too
    for (const member of family) send(member, signal);
    if (signal === 'SIGSTOP') {
      this.#frozen = family;
      watch(family);
    } else if (signal === 'SIGCONT') {
      unwatch(this.#frozen.filter((member) => member !== pid));
      this.#frozen = [];
    }
  }

  /** Asks with `signal`, insists with SIGKILL after a few seconds. */
  async stop(signal: NodeJS.Signals): Promise<void> {
    if (this.pid === undefined) return;
    if (this.#frozen.length > 0) this.signal('SIGCONT');
    send(this.pid, signal);
    const insist = setTimeout(() => this.signal('SIGKILL'), STOP_WITHIN_MS);
    await this.#end();
    clearTimeout(insist);
  }

  /** Resolves to a function that says why the process is no more, as soon as that is so. */
  #spawn(): () => string | undefined {
    const { file, args, argv0, env, folder, user } = this.#plan;
    const log = openSync(this.#logFile, 'w');
    const child = spawn(file, args, {
      cwd: folder,
      detached: true, // Ctrl-C in the terminal is for us: engines end in the order we choose
      stdio: ['ignore', log, log],
      env: { ...process.env, ...env },
      ...(argv0 === undefined ? {} : { argv0 }),
      ...user,
    });
    closeSync(log);
    this.#child = child;
    this.#killed = false;
    this.#frozen = [];
    const { pid } = child;
    if (pid !== undefined) watch([pid]);
    let why: string | undefined;
    this.#ended = new Promise((resolve) => {
      const end = (reason: string): void => {
        why ??= reason;
        this.#child = undefined;
        if (pid !== undefined) unwatch([pid, ...this.#frozen]);
        resolve();
      };
      child.once('error', (error) => end(`could not be started: ${error.message}`));
      child.once('exit', (code, signal) => end(`ended with ${signal ?? `code ${code}`} before it was ready`));
    });
    return () => why;
  }

  #letParentEnd(): void {
    this.#child?.unref();
  }

  #end(): Promise<void> {
    this.#child?.ref();
    return this.#ended;
  }

  async #isReady(): Promise<boolean> {
    if (this.#child === undefined) return false;
    try {
      return await this.#plan.isReady(await this.#log());
    } catch {
      return false;
    }
  }

  get #logFile(): string {
    return join(this.#plan.folder, `${this.#plan.label}.log`);
  }

  #log(): Promise<string> {
    return readFile(this.#logFile, 'utf8').catch(() => '');
  }
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // it has ended meanwhile
  }
}
