import { serialize } from 'node:v8';
import { Worker } from 'node:worker_threads';
import { type Adapter, type AdapterContext, AdapterError, type HttpAnswer } from '@kirana/adapter';
import type { HostedAdapter, HostedCutter, Settings } from './hosted-adapter.ts';
import { hosted } from './in-process-adapter.ts';
import type { ContextFacts, FromPlugin, Task, ToPlugin } from './plugin-messages.ts';
import { staticFacts } from './static-facts.ts';
import { errorOfFacts, factsOfThrown } from './thrown.ts';

// The program of a process in which one adapter runs. It knows the adapter's entry and nothing of the server but its messages.

interface Waiting {
  readonly resolve: (answer: HttpAnswer) => void;
  readonly reject: (error: AdapterError) => void;
}

/** The server has to hold it in memory too. */
const MOST_RESULT_BYTES = 128 * 1_048_576;
const TOO_LARGE = 'the result of the adapter is larger than 128 MiB';

const say = (message: FromPlugin): void => void process.send?.(message);

const aborts = new Map<number, AbortController>();
const cutters = new Map<number, HostedCutter>();
const waiting = new Map<number, Waiting>();
let lastHttp = 0;

function contextOf(task: number, facts: ContextFacts): AdapterContext<Settings> {
  const abort = new AbortController();
  aborts.set(task, abort);
  const startedMs = performance.now();
  return {
    settings: facts.settings,
    account: facts.account,
    locations: facts.locations,
    signal: abort.signal,
    now: () => new Date(facts.nowMs + performance.now() - startedMs),
    secret(name) {
      const value = Object.hasOwn(facts.secrets, name) ? facts.secrets[name] : undefined;
      if (!value) throw new AdapterError('config', `the secret "${name}" is not set`);
      return value;
    },
    http(request) {
      const { method, url, headers, body } = request;
      lastHttp += 1;
      const http = lastHttp;
      const answer = new Promise<HttpAnswer>((resolve, reject) => waiting.set(http, { resolve, reject }));
      say({
        kind: 'http',
        http,
        task,
        request: {
          url,
          ...(method === undefined ? {} : { method }),
          ...(headers === undefined ? {} : { headers }),
          ...(body === undefined ? {} : { body }),
        },
      });
      return answer;
    },
  };
}

/** Names out of a message must not be looked up in a prototype. */
const bare = <T>(record: Readonly<Record<string, T>>): Record<string, T> => Object.assign(Object.create(null), record);

function cutterOf(id: number): HostedCutter {
  const cutter = cutters.get(id);
  if (cutter === undefined) throw new AdapterError('transient', 'the process that cut this file ended');
  return cutter;
}

async function perform(adapter: HostedAdapter, id: number, task: Task): Promise<unknown> {
  switch (task.op) {
    case 'readSettings':
      return adapter.readSettings(task.of, task.given);
    case 'verification':
      return adapter.verification(task.settings);
    case 'route':
      return adapter.route({ ...task.request, query: bare(task.request.query), headers: bare(task.request.headers) });
    case 'reply':
      return adapter.reply(task.endpoint, task.question);
    case 'normalise':
      return adapter.normalise(task.body, task.given);
    case 'cut':
      cutters.set(task.cutter, await adapter.cut(task.endpoint, task.settings));
      return undefined;
    case 'cutPiece':
      return cutterOf(task.cutter).push(task.piece);
    case 'cutEnd':
      return cutterOf(task.cutter).end();
    case 'cutClose':
      cutters.delete(task.cutter);
      return undefined;
    case 'pull':
      return required(adapter.pull, 'pull')(contextOf(id, task.context), task.request);
    case 'send':
      return required(adapter.send, 'send')(contextOf(id, task.context), task.command);
    case 'check':
      return required(adapter.check, 'check')(contextOf(id, task.context));
  }
}

function required<T>(call: T | undefined, name: string): T {
  if (call === undefined) throw new AdapterError('bug', `the adapter cannot ${name}`);
  return call;
}

async function run(adapter: HostedAdapter, id: number, task: Task): Promise<void> {
  try {
    const value = serialize(await perform(adapter, id, task));
    if (value.byteLength > MOST_RESULT_BYTES) throw new AdapterError('permanent', TOO_LARGE);
    say({ kind: 'done', id, value });
  } catch (thrown) {
    say({ kind: 'failed', id, thrown: factsOfThrown(thrown) });
  } finally {
    aborts.delete(id);
  }
}

function hear(adapter: HostedAdapter, message: ToPlugin): void {
  switch (message.kind) {
    case 'task':
      void run(adapter, message.id, message.task);
      return;
    case 'abort':
      aborts.get(message.id)?.abort();
      return;
    case 'answered':
      waiting.get(message.http)?.resolve(message.answer);
      waiting.delete(message.http);
      return;
    case 'unanswered':
      waiting.get(message.http)?.reject(errorOfFacts(message.thrown));
      waiting.delete(message.http);
      return;
    case 'ping':
      say({ kind: 'pong', rssBytes: process.memoryUsage.rss() });
  }
}

async function start(entry: string): Promise<void> {
  try {
    const { default: adapter } = (await import(entry)) as { default?: Adapter };
    if (typeof adapter?.manifest !== 'object') throw new Error('its entry has no adapter as default export');
    const facts = staticFacts(adapter);
    const here = hosted(adapter, { ...facts, sourceSettings: {}, connectionSettings: {} });
    process.on('message', (message) => hear(here, message as ToPlugin));
    say({ kind: 'ready', facts });
  } catch (error) {
    say({
      kind: 'unusable',
      message: (error instanceof Error ? (error.stack ?? error.message) : String(error)).slice(0, 4_000),
    });
  }
}

// Ctrl-C goes to all processes of a terminal: the server ends its own when nothing needs them any more
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => undefined);
// whoever started it is gone; one that hangs does not hear of it and is ended from beside
process.on('disconnect', () => process.exit(0));
new Worker(
  `const { ppid } = process; setInterval(() => process.ppid === ppid || process.kill(process.pid, 'SIGKILL'), 2000);`,
  { eval: true, execArgv: [], env: {}, resourceLimits: { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 4 } },
).unref();
await start(process.argv[2] ?? '');
