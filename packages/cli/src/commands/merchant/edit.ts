import { Args, Flags } from '@oclif/core';
import { editBody } from '../../edit-body.ts';
import { withEnvTwins } from '../../flags.ts';
import { KiranaCommand } from '../../kirana-command.ts';
import { renderMerchant } from '../../render/merchant.ts';

export class MerchantEdit extends KiranaCommand {
  static override summary = 'Change the name of a merchant, or how its prices are rounded';
  static override description = 'What is not given stays. A new rounding counts in all stores of the merchant at once.';
  static override examples = [
    '<%= config.bin %> merchant edit mer_… --name "Tulsi Kitchens"',
    '<%= config.bin %> merchant edit mer_… --rounding half_even --rounding-at order',
  ];
  static override args = { merchant: Args.string({ required: true, description: 'Id of the merchant' }) };
  static override flags = withEnvTwins({
    name: Flags.string({ summary: 'Name of the merchant' }),
    rounding: Flags.option({
      summary: 'What becomes of halves of a minor unit',
      options: ['half_up', 'half_even', 'down'] as const,
    })(),
    'rounding-at': Flags.option({
      summary: 'Whether each line is rounded, or the order',
      options: ['line', 'order'] as const,
    })(),
  });

  async run() {
    const { args, flags } = await this.parse(MerchantEdit);
    const { name, rounding: mode, 'rounding-at': at } = flags;
    const kirana = await this.connect(flags);
    const params = { path: { merchantId: args.merchant } };
    const roundingWith = async () => {
      if (mode === undefined && at === undefined) return undefined;
      const { rounding } = await kirana.get('/v1/merchants/{merchantId}', { params });
      return { mode: mode ?? rounding.mode, at: at ?? rounding.at };
    };
    const body = editBody({ name, rounding: await roundingWith() }, '--name "Tulsi Kitchens"');
    const merchant = await kirana.patch('/v1/merchants/{merchantId}', { params, body });
    this.print(renderMerchant(merchant));
    return merchant;
  }
}
