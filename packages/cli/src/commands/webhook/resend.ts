import { Args } from '@oclif/core';
import { KiranaCommand } from '../../kirana-command.ts';
import { dispatchColumns } from '../../render/subscription.ts';
import { renderTable } from '../../render/table.ts';

export class WebhookResend extends KiranaCommand {
  static override summary = 'Send an event to its subscription again';
  static override examples = ['<%= config.bin %> webhook resend dis_…'];
  static override args = { dispatch: Args.string({ required: true, description: 'Id in kirana webhook log' }) };

  async run() {
    const { args, flags } = await this.parse(WebhookResend);
    const kirana = await this.connect(flags);
    const path = { dispatchId: args.dispatch };
    const dispatch = await kirana.post('/v1/dispatches/{dispatchId}/resend', { params: { path } });
    this.print(renderTable([dispatch], dispatchColumns));
    return dispatch;
  }
}
