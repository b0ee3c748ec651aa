import { Args } from '@oclif/core';
import { EXIT } from '../../exit-codes.ts';
import { storeFlag, waitFlag, withEnvTwins } from '../../flags.ts';
import { KiranaCommand } from '../../kirana-command.ts';
import { renderCommand } from '../../render/command.ts';
import { isAnyUndone, sendCommand } from '../../send-command.ts';
import { stockLinesOf } from '../../stock-lines.ts';

export class CommandSendStock extends KiranaCommand {
  static override summary = 'Tell a provider how many there are, or that something is off or on sale';
  static override description =
    'It goes out under the ids of the provider. A connection that sends stock does this by itself (connection edit --sends-stock).';
  static override examples = [
    '<%= config.bin %> command send-stock con_… --store sto_… itm_…=12 itm_…=0 --wait',
    '<%= config.bin %> command send-stock con_… itm_…=off',
  ];
  static override strict = false;
  static override args = {
    connection: Args.string({ required: true, description: 'Id of the connection' }),
    lines: Args.string({
      required: true,
      description: 'item=quantity in base units, item=on or item=off, one or more',
    }),
  };
  static override flags = withEnvTwins({ ...storeFlag, ...waitFlag });

  async run() {
    const { args, argv, flags } = await this.parse(CommandSendStock);
    const kirana = await this.connect(flags);
    const [, ...lines] = argv.map(String);
    const body = {
      kind: 'stock.set' as const,
      storeId: await this.storeId(flags),
      lines: stockLinesOf(lines),
    };
    const waiting = { wait: flags.wait, signal: this.signal, isQuiet: this.isQuiet() };
    const sent = await sendCommand(kirana, args.connection, body, waiting);
    this.print(sent.map(renderCommand).join('\n\n'));
    if (isAnyUndone(sent)) this.endWith(EXIT.remote.code);
    return { items: sent };
  }
}
