import { Flags } from '@oclif/core';
import { saveContext } from '../context/context-file.ts';
import { redact } from '../context/redact.ts';
import { resolveTarget } from '../context/target.ts';
import { CommandError } from '../failure.ts';
import { given, storeFlag, withEnvTwins } from '../flags.ts';
import { KiranaCommand } from '../kirana-command.ts';
import { ask } from '../prompt.ts';
import { renderFields } from '../render/fields.ts';

const LOCAL = 'http://127.0.0.1:8080';

export class Init extends KiranaCommand {
  static override summary = 'Save a server and its key, after checking them';
  static override description = 'Asks for what is not given. With one store only, that store is saved too.';
  static override examples = [
    '<%= config.bin %> init',
    '<%= config.bin %> init --url https://kirana.example.com --name live',
  ];
  static override flags = withEnvTwins({
    name: Flags.string({ summary: 'Name of the context', default: 'default' }),
    ...storeFlag,
  });

  async run() {
    const { flags } = await this.parse(Init);
    const url = flags.url ?? (await this.asked('url', `Address of the server [${LOCAL}]:`, LOCAL));
    const key = flags.key ?? (await this.asked('key', 'API key:'));
    const { context } = resolveTarget({ version: 1, current: null, contexts: {} }, { url, key });
    const { items } = await this.client(url, key).get('/v1/stores', { params: { query: { limit: 2 } } });
    const storeId = flags.store ?? (items.length === 1 ? items[0]?.id : undefined);
    await saveContext(this.contextsPath(), flags.name, { ...context, ...given({ storeId }) });
    const saved = { context: flags.name, url, key: redact(key), storeId: storeId ?? null, path: this.contextsPath() };
    this.print(renderFields(saved));
    return saved;
  }

  private async asked(flag: 'url' | 'key', question: string, fallback = ''): Promise<string> {
    const missing = new CommandError(
      'usage',
      'USAGE',
      `--${flag} is missing.`,
      `Give --${flag}, or run it on a terminal.`,
    );
    if (!this.canAsk()) throw missing;
    const answer = (await ask(question, { signal: this.signal, isSecret: flag === 'key' })) || fallback;
    if (answer === '') throw missing;
    return answer;
  }
}
