import { Args } from '@oclif/core';
import { useContext } from '../../context/context-file.ts';
import { KiranaCommand } from '../../kirana-command.ts';

export class ContextUse extends KiranaCommand {
  static override summary = 'Make a saved context the current one';
  static override examples = ['<%= config.bin %> context use live'];
  static override args = { name: Args.string({ required: true, description: 'Name of the context' }) };

  async run() {
    const { args } = await this.parse(ContextUse);
    await useContext(this.contextsPath(), args.name);
    this.print(`Using ${args.name}.`);
    return { current: args.name };
  }
}
