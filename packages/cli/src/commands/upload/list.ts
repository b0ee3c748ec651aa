import { Flags } from '@oclif/core';
import { given, pageFlags, withEnvTwins } from '../../flags.ts';
import { KiranaCommand } from '../../kirana-command.ts';
import { readPage } from '../../read-page.ts';
import { renderTable } from '../../render/table.ts';
import { uploadColumns } from '../../render/upload.ts';

export class UploadList extends KiranaCommand {
  static override summary = 'List uploads, the newest first';
  static override examples = ['<%= config.bin %> upload list --connection con_…'];
  static override flags = withEnvTwins({
    connection: Flags.string({ summary: 'Only of this connection', helpValue: '<id>' }),
    ...pageFlags,
  });

  async run() {
    const { flags } = await this.parse(UploadList);
    const kirana = await this.connect(flags);
    const filter = given({ connectionId: flags.connection });
    const page = await readPage(flags, (query) =>
      kirana.get('/v1/uploads', { params: { query: { ...query, ...filter } } }),
    );
    this.print(renderTable(page.items, uploadColumns));
    return page;
  }
}
