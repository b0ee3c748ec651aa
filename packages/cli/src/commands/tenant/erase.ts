import { Args } from '@oclif/core';
import { withEnvTwins, yesFlag } from '../../flags.ts';
import { KiranaCommand } from '../../kirana-command.ts';
import { rootFlag } from '../../root-flag.ts';

export class TenantErase extends KiranaCommand {
  static override summary = 'Erase a tenant and all it has, for ever';
  static override examples = ['<%= config.bin %> tenant erase tnt_…', '<%= config.bin %> tenant erase tnt_… --yes'];
  static override args = { tenant: Args.string({ required: true, description: 'Id of the tenant' }) };
  static override flags = withEnvTwins({ ...rootFlag, ...yesFlag });

  async run() {
    const { args, flags } = await this.parse(TenantErase);
    const kirana = await this.connectAsRoot(flags);
    const params = { path: { tenantId: args.tenant } };
    const tenant = await kirana.get('/v1/tenants/{tenantId}', { params });
    const what = `This erases 1 tenant, "${tenant.name}" (${tenant.id}): its keys, stores, catalogs and deliveries, for ever.`;
    await this.confirm(flags.yes, what, tenant.id);
    await kirana.delete('/v1/tenants/{tenantId}', { params, timeoutMs: 600_000 });
    this.print(`Erased ${tenant.id} (${tenant.name}).`);
    return { erased: tenant };
  }
}
