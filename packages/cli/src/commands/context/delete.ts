import { Args } from '@oclif/core';
import { deleteContext } from '../../context/context-file.ts';
import { KiranaCommand } from '../../kirana-command.ts';

export class ContextDelete extends KiranaCommand {
  static override summary = 'Forget a saved context; nothing changes on its server';
  static override examples = ['<%= config.bin %> context delete old'];
  static override args = { name: Args.string({ required: true, description: 'Name of the context' }) };

  async run() {
    const { args } = await this.parse(ContextDelete);
    await deleteContext(this.contextsPath(), args.name);
    this.print(`Deleted ${args.name}.`);
    return { deleted: args.name };
  }
}
