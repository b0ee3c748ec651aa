import { Args } from '@oclif/core';
import { KiranaCommand } from '../../kirana-command.ts';
import { renderFields } from '../../render/fields.ts';
import { dateTime } from '../../render/time.ts';
import { rootFlag } from '../../root-flag.ts';

export class TenantShow extends KiranaCommand {
  static override summary = 'Show one tenant';
  static override examples = ['<%= config.bin %> tenant show tnt_…'];
  static override args = { tenant: Args.string({ required: true, description: 'Id of the tenant' }) };
  static override flags = rootFlag;

  async run() {
    const { args, flags } = await this.parse(TenantShow);
    const kirana = await this.connectAsRoot(flags);
    const tenant = await kirana.get('/v1/tenants/{tenantId}', { params: { path: { tenantId: args.tenant } } });
    this.print(renderFields({ id: tenant.id, name: tenant.name, created: dateTime(tenant.createdAt) }));
    return tenant;
  }
}
