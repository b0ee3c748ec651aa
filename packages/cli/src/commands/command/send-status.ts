import { Args, Flags } from '@oclif/core';
import { EXIT } from '../../exit-codes.ts';
import { storeFlag, waitFlag, withEnvTwins } from '../../flags.ts';
import { KiranaCommand } from '../../kirana-command.ts';
import { renderCommand } from '../../render/command.ts';
import { isAnyUndone, sendCommand } from '../../send-command.ts';

export class CommandSendStatus extends KiranaCommand {
  static override summary = 'Tell a provider that a store stops or goes on taking orders';
  static override description =
    'Only the provider is told; what we say of the store is changed with store pause, close and open.';
  static override examples = [
    '<%= config.bin %> command send-status con_… closed --reason "power cut"',
    '<%= config.bin %> command send-status con_… open --wait',
  ];
  static override args = {
    connection: Args.string({ required: true, description: 'Id of the connection' }),
    state: Args.string({ required: true, options: ['open', 'closed'], description: 'open or closed' }),
  };
  static override flags = withEnvTwins({
    ...storeFlag,
    until: Flags.string({ summary: 'When it opens again, with its zone: 2026-11-22T18:00:00+05:30' }),
    reason: Flags.string({ summary: 'Why, for people at the provider' }),
    ...waitFlag,
  });

  async run() {
    const { args, flags } = await this.parse(CommandSendStatus);
    const kirana = await this.connect(flags);
    const body = {
      kind: 'store.status' as const,
      storeId: await this.storeId(flags),
      open: args.state === 'open',
      returnAt: flags.until ?? null,
      reason: flags.reason ?? null,
    };
    const waiting = { wait: flags.wait, signal: this.signal, isQuiet: this.isQuiet() };
    const sent = await sendCommand(kirana, args.connection, body, waiting);
    this.print(sent.map(renderCommand).join('\n\n'));
    if (isAnyUndone(sent)) this.endWith(EXIT.remote.code);
    return { items: sent };
  }
}
