import { Args } from '@oclif/core';
import { KiranaCommand } from '../../kirana-command.ts';
import { renderMerchant } from '../../render/merchant.ts';

export class MerchantShow extends KiranaCommand {
  static override summary = 'Show a merchant';
  static override examples = ['<%= config.bin %> merchant show mer_…'];
  static override args = { merchant: Args.string({ required: true, description: 'Id of the merchant' }) };

  async run() {
    const { args, flags } = await this.parse(MerchantShow);
    const kirana = await this.connect(flags);
    const params = { path: { merchantId: args.merchant } };
    const merchant = await kirana.get('/v1/merchants/{merchantId}', { params });
    this.print(renderMerchant(merchant));
    return merchant;
  }
}
