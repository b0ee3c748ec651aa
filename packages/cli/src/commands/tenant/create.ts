import { Flags } from '@oclif/core';
import { saveContext } from '../../context/context-file.ts';
import { withEnvTwins } from '../../flags.ts';
import { KiranaCommand } from '../../kirana-command.ts';
import { renderFields } from '../../render/fields.ts';
import { rootFlag } from '../../root-flag.ts';

export class TenantCreate extends KiranaCommand {
  static override summary = 'Make a tenant with its first key, an admin';
  static override description = 'The text of the key is shown this once.';
  static override examples = ['<%= config.bin %> tenant create --name "Tulsi Foods" --save-as tulsi'];
  static override flags = withEnvTwins({
    ...rootFlag,
    name: Flags.string({ summary: 'Name of the tenant', required: true }),
    'save-as': Flags.string({ summary: 'Save its key as a context of this name and use it' }),
  });

  async run() {
    const { flags } = await this.parse(TenantCreate);
    const kirana = await this.connectAsRoot(flags);
    const created = await kirana.post('/v1/tenants', { body: { name: flags.name } });
    const name = flags['save-as'];
    if (name !== undefined) {
      const { url } = await this.target(flags);
      await saveContext(this.contextsPath(), name, { url, key: created.key });
    }
    this.print(renderFields({ tenant: created.tenant.id, name: created.tenant.name, key: created.key }));
    this.note('The key is not shown again.');
    return created;
  }
}
