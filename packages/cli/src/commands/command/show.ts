import { Args } from '@oclif/core';
import { KiranaCommand } from '../../kirana-command.ts';
import { renderCommand } from '../../render/command.ts';

export class CommandShow extends KiranaCommand {
  static override summary = 'Show what came of a command';
  static override examples = ['<%= config.bin %> command show cmd_…'];
  static override args = { command: Args.string({ required: true, description: 'Id of the command' }) };

  async run() {
    const { args, flags } = await this.parse(CommandShow);
    const kirana = await this.connect(flags);
    const command = await kirana.get('/v1/commands/{commandId}', { params: { path: { commandId: args.command } } });
    this.print(renderCommand(command));
    return command;
  }
}
