import { Flags } from '@oclif/core';
import { withEnvTwins } from '../../flags.ts';
import { KiranaCommand } from '../../kirana-command.ts';
import { renderMerchant } from '../../render/merchant.ts';

export class MerchantCreate extends KiranaCommand {
  static override summary = 'Make a merchant';
  static override examples = ['<%= config.bin %> merchant create --name "Tulsi Kitchens"'];
  static override flags = withEnvTwins({ name: Flags.string({ summary: 'Name of the merchant', required: true }) });

  async run() {
    const { flags } = await this.parse(MerchantCreate);
    const kirana = await this.connect(flags);
    const merchant = await kirana.post('/v1/merchants', { body: { name: flags.name } });
    this.print(renderMerchant(merchant));
    return merchant;
  }
}
