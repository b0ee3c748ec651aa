import type { Command, Given, HookRequest, HttpAnswer, HttpRequest, PullRequest } from '@kirana/adapter';
import type { ReplyQuestion, Settings, StaticFacts } from './hosted-adapter.ts';
import type { ThrownFacts } from './thrown.ts';

/** What an `AdapterContext` is made of again on the other side; `http` comes back to us as a message. */
export interface ContextFacts {
  readonly settings: Settings;
  readonly account: string;
  readonly locations: readonly string[];
  /** The server's clock when the call began. */
  readonly nowMs: number;
  /** The secrets of this connection's source, for this call. They are never in the environment or the arguments of the process. */
  readonly secrets: Readonly<Record<string, string>>;
}

/** One call of an adapter. */
export type Task =
  | { readonly op: 'readSettings'; readonly of: 'source' | 'connection'; readonly given: unknown }
  | { readonly op: 'verification'; readonly settings: Settings }
  | { readonly op: 'route'; readonly request: HookRequest }
  | { readonly op: 'reply'; readonly endpoint: string; readonly question: ReplyQuestion }
  | { readonly op: 'normalise'; readonly body: Uint8Array; readonly given: Given<Settings> }
  | { readonly op: 'cut'; readonly cutter: number; readonly endpoint: string; readonly settings: Settings }
  | { readonly op: 'cutPiece'; readonly cutter: number; readonly piece: Uint8Array }
  | { readonly op: 'cutEnd' | 'cutClose'; readonly cutter: number }
  | { readonly op: 'pull'; readonly context: ContextFacts; readonly request: PullRequest }
  | { readonly op: 'send'; readonly context: ContextFacts; readonly command: Command }
  | { readonly op: 'check'; readonly context: ContextFacts };

export type ToPlugin =
  | { readonly kind: 'task'; readonly id: number; readonly task: Task }
  | { readonly kind: 'abort'; readonly id: number }
  | { readonly kind: 'answered'; readonly http: number; readonly answer: HttpAnswer }
  | { readonly kind: 'unanswered'; readonly http: number; readonly thrown: ThrownFacts }
  | { readonly kind: 'ping' };

export type FromPlugin =
  | { readonly kind: 'ready'; readonly facts: StaticFacts }
  | { readonly kind: 'unusable'; readonly message: string }
  /** `value` is serialised once more, so that its size is known before it is sent. */
  | { readonly kind: 'done'; readonly id: number; readonly value: Uint8Array }
  | { readonly kind: 'failed'; readonly id: number; readonly thrown: ThrownFacts }
  | { readonly kind: 'http'; readonly http: number; readonly task: number; readonly request: HttpRequest }
  | { readonly kind: 'pong'; readonly rssBytes: number };
