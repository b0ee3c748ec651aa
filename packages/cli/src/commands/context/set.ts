import { Args, Flags } from '@oclif/core';
import type { Context } from '../../context/context.ts';
import { readContexts, saveContext } from '../../context/context-file.ts';
import { contextView } from '../../context/context-view.ts';
import { resolveTarget } from '../../context/target.ts';
import { given, listOf, storeFlag, withEnvTwins } from '../../flags.ts';
import { KiranaCommand } from '../../kirana-command.ts';
import { pairsOf } from '../../pairs.ts';
import { renderFields } from '../../render/fields.ts';

export class ContextSet extends KiranaCommand {
  static override summary = 'Save or change a context without asking the server';
  static override description = 'What is not given stays. Without a name the current context is changed.';
  static override examples = [
    '<%= config.bin %> context set live --url https://kirana.example.com --key kir_…',
    '<%= config.bin %> context set --hook-url http://127.0.0.1:8080/v1/hooks/… --hook-secret hookSecret=…',
  ];
  static override args = { name: Args.string({ description: 'Name of the context' }) };
  static override flags = withEnvTwins({
    ...storeFlag,
    'root-key': Flags.string({ summary: 'Root key' }),
    use: Flags.boolean({ summary: 'Make it the current one', default: false }),
    provider: Flags.string({ summary: 'Whose hook it is', default: 'petpooja' }),
    'hook-url': Flags.string({ summary: 'Where the provider sends to' }),
    'hook-secret': Flags.string({ summary: 'name=value of a secret the provider proves itself with', multiple: true }),
    'hook-account': Flags.string({ summary: "The provider's name of the account" }),
  });

  async run() {
    const { args, flags } = await this.parse(ContextSet);
    const saved = await readContexts(this.contextsPath());
    const name = args.name ?? flags.context ?? saved.current ?? 'default';
    const before: Partial<Context> = saved.contexts[name] ?? {};
    const { url, key = before.key } = flags;
    const target = resolveTarget({ version: 1, current: null, contexts: {} }, { url: url ?? before.url });
    const hook = before.hooks?.[flags.provider];
    const secrets = { ...hook?.secrets, ...pairsOf(listOf(flags['hook-secret'])) };
    const account = flags['hook-account'] ?? hook?.account;
    const hookUrl = flags['hook-url'] ?? hook?.url;
    const hooks =
      hookUrl === undefined
        ? before.hooks
        : { ...before.hooks, [flags.provider]: { url: hookUrl, secrets, ...given({ account }) } };
    const rootKey = flags['root-key'] ?? before.rootKey;
    const context: Context = {
      ...before,
      url: target.context.url,
      ...given({ key, rootKey, hooks, storeId: flags.store ?? before.storeId }),
    };
    const use = flags.use || saved.current === null || name === saved.current;
    await saveContext(this.contextsPath(), name, context, { use });
    const view = contextView(name, context, use);
    this.print(renderFields({ ...view, hooks: view.hooks.join(' ') }));
    return view;
  }
}
