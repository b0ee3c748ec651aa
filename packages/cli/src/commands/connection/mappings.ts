import type { operations } from '@kirana/sdk';
import { Args, Flags } from '@oclif/core';
import { given, pageFlags, withEnvTwins } from '../../flags.ts';
import { KiranaCommand } from '../../kirana-command.ts';
import { readPage } from '../../read-page.ts';
import { renderTable } from '../../render/table.ts';
import { dateTime } from '../../render/time.ts';

type EntityKind = NonNullable<NonNullable<operations['listMappings']['parameters']['query']>['entityKind']>;

export class ConnectionMappings extends KiranaCommand {
  static override summary = "List the provider's ids and what they name";
  static override examples = [
    '<%= config.bin %> connection mappings con_… --kind item',
    '<%= config.bin %> connection mappings con_… --entity itm_…',
  ];
  static override args = { connection: Args.string({ required: true, description: 'Id of the connection' }) };
  static override flags = withEnvTwins({
    kind: Flags.string({ summary: 'Only this kind of entity, for example item' }),
    'external-id': Flags.string({ summary: "Only this id of the provider's" }),
    entity: Flags.string({ summary: 'Only what names this entity of ours', helpValue: '<id>' }),
    ...pageFlags,
  });

  async run() {
    const { args, flags } = await this.parse(ConnectionMappings);
    const kirana = await this.connect(flags);
    const entityKind = flags.kind as EntityKind | undefined;
    const filter = given({ entityKind, externalId: flags['external-id'], entityId: flags.entity });
    const page = await readPage(flags, (query) =>
      kirana.get('/v1/connections/{connectionId}/mappings', {
        params: { path: { connectionId: args.connection }, query: { ...query, ...filter } },
      }),
    );
    this.print(
      renderTable(page.items, {
        kind: (row) => row.entityKind,
        'external id': (row) => row.externalId,
        names: (row) => row.entityId,
        'last seen': (row) => dateTime(row.lastSeenAt),
        removed: (row) => row.removed,
      }),
    );
    return page;
  }
}
