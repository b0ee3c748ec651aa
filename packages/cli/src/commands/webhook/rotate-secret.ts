import { Args, Flags } from '@oclif/core';
import { given, withEnvTwins } from '../../flags.ts';
import { KiranaCommand } from '../../kirana-command.ts';
import { renderSubscription } from '../../render/subscription.ts';

export class WebhookRotateSecret extends KiranaCommand {
  static override summary = 'Give a subscription a new signing secret';
  static override description =
    'Until the grace is over every message is signed with both, so a receiver may know either. The new one is shown this once.';
  static override examples = ['<%= config.bin %> webhook rotate-secret sub_… --grace-seconds 3600'];
  static override args = { subscription: Args.string({ required: true, description: 'Id of the subscription' }) };
  static override flags = withEnvTwins({
    'grace-seconds': Flags.integer({
      summary: 'How long the one before signs too; a day unless given, a week at most',
      min: 0,
    }),
  });

  async run() {
    const { args, flags } = await this.parse(WebhookRotateSecret);
    const kirana = await this.connect(flags);
    const rotated = await kirana.post('/v1/subscriptions/{subscriptionId}/rotate-secret', {
      params: { path: { subscriptionId: args.subscription } },
      body: given({ graceSeconds: flags['grace-seconds'] }),
    });
    this.print(`${renderSubscription(rotated.subscription)}\nsecret         ${rotated.secret}`);
    this.note('Give the secret to the receiver; it is not shown again.');
    return rotated;
  }
}
