import { Args } from '@oclif/core';
import { CommandError } from '../../failure.ts';
import { KiranaCommand } from '../../kirana-command.ts';
import { renderAdapter } from '../../render/adapter.ts';

export class AdapterInfo extends KiranaCommand {
  static override summary = 'Show an adapter of the server: what it can do, which settings and secrets it takes';
  static override examples = [
    '<%= config.bin %> adapter info petpooja',
    '<%= config.bin %> adapter info square --json',
  ];
  static override args = { adapter: Args.string({ required: true, description: 'Id of the adapter' }) };

  async run() {
    const { args, flags } = await this.parse(AdapterInfo);
    const kirana = await this.connect(flags);
    const { items } = await kirana.get('/v1/adapters');
    const found = items.find(({ id }) => id === args.adapter);
    if (found === undefined) {
      const next = `There are ${items.map(({ id }) => id).join(', ')}.`;
      throw new CommandError('notFound', 'ADAPTER_UNKNOWN', `The server has no adapter "${args.adapter}".`, next);
    }
    this.print(renderAdapter(found));
    return found;
  }
}
