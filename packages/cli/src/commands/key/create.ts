import { Flags } from '@oclif/core';
import { given, listOf, withEnvTwins } from '../../flags.ts';
import { KiranaCommand } from '../../kirana-command.ts';
import { renderFields } from '../../render/fields.ts';

const SCOPES = [
  'catalog:read',
  'catalog:write',
  'inventory:read',
  'inventory:write',
  'operations:read',
  'operations:write',
  'admin',
] as const;
type Scope = (typeof SCOPES)[number];

export class KeyCreate extends KiranaCommand {
  static override summary = 'Make an API key; its text is shown this once';
  static override examples = [
    '<%= config.bin %> key create --name "POS" --scope catalog:read --store sto_…',
    '<%= config.bin %> key create --name "Operators" --scope operations:write --scope catalog:write',
  ];
  static override flags = withEnvTwins({
    name: Flags.string({ summary: 'What it is for', required: true }),
    scope: Flags.string({ summary: `What it may do: ${SCOPES.join(', ')}`, multiple: true, required: true }),
    store: Flags.string({ summary: 'Bind it to this store', helpValue: '<id>' }),
    'requests-per-minute': Flags.integer({ summary: "Its limit; the server's default unless given", min: 1 }),
  });

  async run() {
    const { flags } = await this.parse(KeyCreate);
    const kirana = await this.connect(flags);
    const created = await kirana.post('/v1/keys', {
      body: {
        name: flags.name,
        // the server knows which scopes there are
        scopes: [...listOf(flags.scope)] as Scope[],
        ...given({ storeId: flags.store, requestsPerMinute: flags['requests-per-minute'] }),
      },
    });
    const { apiKey, key } = created;
    this.print(
      renderFields({ id: apiKey.id, name: apiKey.name, scopes: apiKey.scopes.join(' '), store: apiKey.storeId, key }),
    );
    this.note('The key is not shown again.');
    return created;
  }
}
