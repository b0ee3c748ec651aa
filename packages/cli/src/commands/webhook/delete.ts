import { Args } from '@oclif/core';
import { KiranaCommand } from '../../kirana-command.ts';

export class WebhookDelete extends KiranaCommand {
  static override summary = 'End a subscription and forget its log';
  static override examples = ['<%= config.bin %> webhook delete sub_…'];
  static override args = { subscription: Args.string({ required: true, description: 'Id of the subscription' }) };

  async run() {
    const { args, flags } = await this.parse(WebhookDelete);
    const kirana = await this.connect(flags);
    const subscriptionId = args.subscription;
    await kirana.delete('/v1/subscriptions/{subscriptionId}', { params: { path: { subscriptionId } } });
    this.print(`Deleted ${subscriptionId}.`);
    return { deleted: subscriptionId };
  }
}
