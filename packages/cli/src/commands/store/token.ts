import { Flags } from '@oclif/core';
import { given, listOf, storeFlag, withEnvTwins } from '../../flags.ts';
import { KiranaCommand } from '../../kirana-command.ts';
import { renderFields } from '../../render/fields.ts';
import { dateTime } from '../../render/time.ts';

export class StoreToken extends KiranaCommand {
  static override summary = 'Make a short-lived token for a web page';
  static override description = "It reads this store's catalog and live stream, from the given origins only.";
  static override examples = ['<%= config.bin %> store token --origin https://pos.example.com --ttl-seconds 600'];
  static override flags = withEnvTwins({
    ...storeFlag,
    origin: Flags.string({ summary: 'Web origin that may use it', multiple: true, required: true }),
    'ttl-seconds': Flags.integer({ summary: 'How long it is good; an hour unless given', min: 10, max: 3_600 }),
  });

  async run() {
    const { flags } = await this.parse(StoreToken);
    const kirana = await this.connect(flags);
    const token = await kirana.post('/v1/stores/{storeId}/tokens', {
      params: { path: { storeId: await this.storeId(flags) } },
      body: { origins: [...listOf(flags.origin)], ...given({ ttlSeconds: flags['ttl-seconds'] }) },
    });
    this.print(
      renderFields({ token: token.token, expires: dateTime(token.expiresAt), origins: token.origins.join(' ') }),
    );
    return token;
  }
}
