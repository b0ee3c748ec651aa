import { createRequire, syncBuiltinESMExports } from 'node:module';

// the modules as they can be changed: what is imported by name follows after `syncBuiltinESMExports`
const load = createRequire(import.meta.url);

const MODULES: Readonly<Record<string, readonly string[]>> = {
  'node:fs': [
    'readFileSync',
    'writeFileSync',
    'appendFileSync',
    'existsSync',
    'readdirSync',
    'statSync',
    'openSync',
    'mkdirSync',
    'readFile',
    'writeFile',
    'createReadStream',
    'createWriteStream',
  ],
  'node:fs/promises': ['readFile', 'writeFile', 'open', 'readdir', 'stat', 'appendFile', 'mkdir'],
  'node:http': ['request', 'get'],
  'node:https': ['request', 'get'],
  'node:net': ['connect', 'createConnection'],
  'node:dns': ['lookup', 'resolve'],
  'node:child_process': ['spawn', 'spawnSync', 'exec', 'execSync', 'execFile', 'execFileSync'],
  'node:crypto': ['randomUUID', 'randomBytes', 'randomInt', 'getRandomValues', 'randomFillSync'],
};

type Holder = Record<string, unknown>;

/** Replaces what reaches out of a function while `work` runs. */
class Traps {
  readonly sprung: string[] = [];
  readonly #undo: (() => void)[] = [];

  #spring(name: string): never {
    this.sprung.push(name);
    throw new Error(`${name} was called: a normaliser is pure`);
  }

  #replace(holder: Holder, key: string, name: string): void {
    const before = Object.getOwnPropertyDescriptor(holder, key);
    if (before === undefined || before.configurable !== true) return;
    Object.defineProperty(holder, key, { configurable: true, writable: true, value: () => this.#spring(name) });
    this.#undo.push(() => Object.defineProperty(holder, key, before));
  }

  #replaceDate(): void {
    const real = globalThis.Date;
    const spring = (name: string): never => this.#spring(name);
    const clockless = new Proxy(real, {
      construct: (target, args, newTarget) =>
        args.length === 0 ? spring('new Date()') : (Reflect.construct(target, args, newTarget) as object),
      apply: () => spring('Date()'),
      get: (target, key) => (key === 'now' ? () => spring('Date.now') : Reflect.get(target, key)),
    });
    globalThis.Date = clockless;
    this.#undo.push(() => {
      globalThis.Date = real;
    });
  }

  set(): void {
    this.#replaceDate();
    this.#replace(Math as unknown as Holder, 'random', 'Math.random');
    this.#replace(globalThis as unknown as Holder, 'fetch', 'fetch');
    this.#replace(globalThis as unknown as Holder, 'WebSocket', 'WebSocket');
    this.#replace(performance as unknown as Holder, 'now', 'performance.now');
    this.#replace(Object.getPrototypeOf(performance) as Holder, 'now', 'performance.now');
    this.#replace(process as unknown as Holder, 'hrtime', 'process.hrtime');
    for (const key of ['randomUUID', 'getRandomValues']) {
      this.#replace(Object.getPrototypeOf(globalThis.crypto) as Holder, key, `crypto.${key}`);
    }
    for (const [module, keys] of Object.entries(MODULES)) {
      for (const key of keys) this.#replace(load(module) as Holder, key, `${module} ${key}`);
    }
    syncBuiltinESMExports();
  }

  restore(): void {
    for (const undo of this.#undo.reverse()) undo();
    syncBuiltinESMExports();
  }
}

export interface Trapped<T> {
  readonly result:
    | { readonly kind: 'returned'; readonly value: T }
    | { readonly kind: 'threw'; readonly error: unknown };
  /** What was called of the clock, chance, the network and files, even when its failure was swallowed. */
  readonly sprung: readonly string[];
}

/** Runs a synchronous function with no clock, chance, network or files. Everything is as before afterwards. */
export function trapped<T>(work: () => T): Trapped<T> {
  const traps = new Traps();
  let result: Trapped<T>['result'];
  traps.set();
  try {
    result = { kind: 'returned', value: work() };
  } catch (error) {
    result = { kind: 'threw', error };
  } finally {
    traps.restore();
  }
  return { result, sprung: traps.sprung };
}
