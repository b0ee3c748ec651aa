import { Flags } from '@oclif/core';
import { given, withEnvTwins } from '../../flags.ts';
import { KiranaCommand } from '../../kirana-command.ts';
import { renderStore } from '../../render/store.ts';

export class StoreCreate extends KiranaCommand {
  static override summary = 'Make a store of a merchant';
  static override examples = [
    '<%= config.bin %> store create --merchant mer_… --name "Indiranagar" --zone Asia/Kolkata --currency INR',
  ];
  static override flags = withEnvTwins({
    merchant: Flags.string({ summary: 'Id of the merchant', required: true, helpValue: '<id>' }),
    name: Flags.string({ summary: 'Name of the store', required: true }),
    zone: Flags.string({ summary: 'Its time zone, for example Asia/Kolkata', required: true }),
    currency: Flags.string({ summary: 'Of its prices, for example INR; cannot be changed later', required: true }),
    kind: Flags.option({
      summary: 'What it is',
      options: ['restaurant', 'dark_store', 'retail'] as const,
      default: 'restaurant',
    })(),
    locale: Flags.string({ summary: 'Language of its texts, for example en-IN' }),
    'business-day-start': Flags.string({ summary: 'When its trading day begins, for example 04:00' }),
  });

  async run() {
    const { flags } = await this.parse(StoreCreate);
    const { name, zone, currency, kind, merchant: merchantId } = flags;
    const kirana = await this.connect(flags);
    const defaults = given({ defaultLocale: flags.locale, businessDayStart: flags['business-day-start'] });
    const store = await kirana.post('/v1/stores', { body: { merchantId, name, zone, currency, kind, ...defaults } });
    this.print(renderStore(store));
    return store;
  }
}
