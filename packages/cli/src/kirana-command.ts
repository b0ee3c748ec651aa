import { createKirana, type KiranaClient } from '@kirana/sdk';
import { Command } from '@oclif/core';
import type { Context } from './context/context.ts';
import { contextsPath, readContexts } from './context/context-file.ts';
import { resolveTarget, type TargetFlags } from './context/target.ts';
import { CommandError, exitCodeOf, failureOf, failureText, interrupted } from './failure.ts';
import { globalFlags } from './flags.ts';
import { ask } from './prompt.ts';

const REPORTED = 'Reported';

/** Thrown when a command has told of its failure: what is left is the exit code. */
class Reported extends Error {
  override readonly name = REPORTED;
  readonly exitCode: number;

  constructor(exitCode: number) {
    super('reported');
    this.exitCode = exitCode;
  }
}

/** By its name: the loader of commands may have its own copy of this module. */
export const isReported = (error: unknown): error is Error & { exitCode: number } =>
  error instanceof Error && error.name === REPORTED && 'exitCode' in error;

/** What all commands share. `run` gives what --json prints; stdout is for that and for what people asked to see, stderr for all else. */
export abstract class KiranaCommand extends Command {
  static override enableJsonFlag = true;
  static override baseFlags = globalFlags;

  readonly #interruption = new AbortController();
  readonly #interrupt = () => this.#interruption.abort(interrupted());
  #exitCode = 0;

  abstract override run(): Promise<object>;

  /** Aborted by Ctrl-C. A second Ctrl-C ends the process at once. */
  protected get signal(): AbortSignal {
    return this.#interruption.signal;
  }

  protected contextsPath(): string {
    return contextsPath(process.env);
  }

  /** The address, keys and store to use. @throws CommandError */
  protected async target(flags: TargetFlags): Promise<Context> {
    return resolveTarget(await readContexts(this.contextsPath()), flags).context;
  }

  /** @throws CommandError when no address or no key is known */
  protected async connect(flags: TargetFlags): Promise<KiranaClient> {
    const { url, key } = await this.target(flags);
    if (key !== undefined) return this.client(url, key);
    const next = 'Give --key (KIRANA_API_KEY), or save one: kirana init.';
    throw new CommandError('config', 'KEY_MISSING', `No API key is known for ${url}.`, next);
  }

  /** With the root key, for tenants. */
  protected async connectAsRoot(flags: TargetFlags): Promise<KiranaClient> {
    const { url, rootKey } = await this.target(flags);
    if (rootKey !== undefined) return this.client(url, rootKey);
    const next = 'Give --root-key (KIRANA_ROOT_KEY); `kirana-server init` printed it once.';
    throw new CommandError('config', 'ROOT_KEY_MISSING', `No root key is known for ${url}.`, next);
  }

  protected client(baseUrl: string, key: string): KiranaClient {
    return createKirana({
      baseUrl,
      key,
      // Ctrl-C ends every call
      fetch: (request) => fetch(request, { signal: AbortSignal.any([request.signal, this.signal]) }),
      onRetry: ({ method, path, delayMs }) => {
        // what looks like a lost connection was the Ctrl-C
        this.signal.throwIfAborted();
        this.note(`${method.toUpperCase()} ${path} failed, again in ${Math.ceil(delayMs / 1000)} s`);
      },
    });
  }

  /** The store given, else that of the context. @throws CommandError when neither is there */
  protected async storeId(flags: TargetFlags & { readonly store?: string | undefined }): Promise<string> {
    const storeId = flags.store ?? (await this.target(flags)).storeId;
    if (storeId !== undefined) return storeId;
    const next = 'Give --store (KIRANA_STORE), or save one: kirana context set --store. See kirana store list.';
    throw new CommandError('usage', 'STORE_MISSING', 'No store was given.', next);
  }

  /** For people, on stdout; nothing with --json. */
  protected print(text: string): void {
    if (!this.jsonEnabled()) process.stdout.write(`${text}\n`);
  }

  /** What goes on, on stderr. */
  protected note(text: string): void {
    if (!this.isQuiet()) process.stderr.write(`${text}\n`);
  }

  /** The exit code of a command that gave its result and still has something to tell: partial work, a failed check. */
  protected endWith(exitCode: number): void {
    this.#exitCode = exitCode;
  }

  protected isQuiet(): boolean {
    return this.isSet('--quiet', 'KIRANA_QUIET');
  }

  /** May a person be asked? */
  protected canAsk(): boolean {
    const isPerson = process.stdin.isTTY === true && process.stderr.isTTY === true;
    return isPerson && !this.isSet('--no-input', 'KIRANA_NO_INPUT') && !this.jsonEnabled();
  }

  /** Before what cannot be undone. @throws CommandError unless `--yes` was given or the person types the word */
  protected async confirm(isSure: boolean | undefined, what: string, word: string): Promise<void> {
    if (isSure === true) return;
    const refuse = (next: string) => new CommandError('usage', 'NOT_CONFIRMED', `${what} Nothing was done.`, next);
    if (!this.canAsk()) throw refuse('Repeat it with --yes if you are sure.');
    const answer = await ask(`${what}\nType ${word} to go on:`, { signal: this.signal });
    if (answer !== word) throw refuse(`It goes on only with ${word}.`);
  }

  override jsonEnabled(): boolean {
    return this.isSet('--json', 'KIRANA_JSON');
  }

  override logJson(json: unknown): void {
    process.stdout.write(`${JSON.stringify(json, null, 2)}\n`);
  }

  override async init(): Promise<void> {
    await super.init();
    process.once('SIGINT', this.#interrupt);
  }

  override async catch(error: unknown): Promise<never> {
    const failure = failureOf(this.signal.aborted ? this.signal.reason : error);
    if (this.jsonEnabled()) this.logJson({ error: failure });
    else process.stderr.write(`${failureText(failure)}\n`);
    throw new Reported(exitCodeOf(failure));
  }

  override async finally(error: Error | undefined): Promise<void> {
    process.off('SIGINT', this.#interrupt);
    if (error === undefined && this.#exitCode !== 0) process.exitCode = this.#exitCode;
  }

  /** Asked before flags are parsed too: an error of the parser is told as asked. */
  private isSet(flag: string, env: string): boolean {
    const end = this.argv.indexOf('--');
    const own = end === -1 ? this.argv : this.argv.slice(0, end);
    return own.includes(flag) || /^(1|true|yes|y)$/i.test(process.env[env] ?? '');
  }
}
