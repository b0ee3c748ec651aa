import type { EventKind } from '@kirana/sdk';
import { Flags } from '@oclif/core';
import { given, listOf, withEnvTwins } from '../../flags.ts';
import { KiranaCommand } from '../../kirana-command.ts';
import { renderSubscription } from '../../render/subscription.ts';

export class WebhookCreate extends KiranaCommand {
  static override summary = 'Have events posted to a URL of yours';
  static override description = 'Signed after Standard Webhooks; the signing secret is shown this once.';
  static override examples = [
    '<%= config.bin %> webhook create --to https://pos.example.com/kirana --kind price.changed --kind switch.changed',
  ];
  static override flags = withEnvTwins({
    to: Flags.string({ summary: 'URL that gets the events', required: true, helpValue: '<url>' }),
    kind: Flags.string({ summary: 'Kind of event; can be given several times', multiple: true, required: true }),
    store: Flags.string({ summary: 'Only events of this store', helpValue: '<id>' }),
  });

  async run() {
    const { flags } = await this.parse(WebhookCreate);
    const kirana = await this.connect(flags);
    // the server knows which kinds there are
    const kinds = [...listOf(flags.kind)] as EventKind[];
    const created = await kirana.post('/v1/subscriptions', {
      body: { url: flags.to, kinds, ...given({ storeId: flags.store }) },
    });
    this.print(`${renderSubscription(created.subscription)}\nsecret         ${created.secret}`);
    this.note('The secret verifies the signatures; it is not shown again.');
    return created;
  }
}
