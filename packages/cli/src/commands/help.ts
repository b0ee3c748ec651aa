import { Help as HelpPage } from '@oclif/core';
import { EXIT } from '../exit-codes.ts';
import { KiranaCommand } from '../kirana-command.ts';
import { renderTable } from '../render/table.ts';

export class Help extends KiranaCommand {
  static override summary = 'Show help on a command, or on the exit codes';
  static override examples = ['<%= config.bin %> help replay start', '<%= config.bin %> help exit-codes'];
  static override strict = false;

  async run() {
    const { argv } = await this.parse(Help);
    const words = argv as string[];
    if (words[0] === 'exit-codes') {
      const exitCodes = Object.values(EXIT);
      this.print(renderTable(exitCodes, { exit: (row) => row.code, means: (row) => row.meaning }));
      return { exitCodes };
    }
    if (!this.jsonEnabled()) await new HelpPage(this.config, { all: false }).showHelp(words);
    return { commands: this.config.commands.map(({ id, summary }) => ({ id: id.replaceAll(':', ' '), summary })) };
  }
}
