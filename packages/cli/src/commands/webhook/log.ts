import { Args, Flags } from '@oclif/core';
import { given, pageFlags, withEnvTwins } from '../../flags.ts';
import { KiranaCommand } from '../../kirana-command.ts';
import { readPage } from '../../read-page.ts';
import { dispatchColumns } from '../../render/subscription.ts';
import { renderTable } from '../../render/table.ts';

export class WebhookLog extends KiranaCommand {
  static override summary = 'List what was sent to a subscription, the newest first';
  static override examples = ['<%= config.bin %> webhook log sub_… --status failed'];
  static override args = { subscription: Args.string({ required: true, description: 'Id of the subscription' }) };
  static override flags = withEnvTwins({
    status: Flags.option({ summary: 'Only these', options: ['pending', 'delivered', 'failed'] as const })(),
    ...pageFlags,
  });

  async run() {
    const { args, flags } = await this.parse(WebhookLog);
    const kirana = await this.connect(flags);
    const path = { subscriptionId: args.subscription };
    const filter = given({ status: flags.status });
    const page = await readPage(flags, (query) =>
      kirana.get('/v1/subscriptions/{subscriptionId}/dispatches', { params: { path, query: { ...query, ...filter } } }),
    );
    this.print(renderTable(page.items, dispatchColumns));
    return page;
  }
}
