import { Args } from '@oclif/core';
import { pageFlags } from '../../flags.ts';
import { KiranaCommand } from '../../kirana-command.ts';
import { readPage } from '../../read-page.ts';
import { renderTable } from '../../render/table.ts';
import { uploadProblemColumns } from '../../render/upload.ts';

export class UploadProblems extends KiranaCommand {
  static override summary = 'List the rows of an upload that could not be applied';
  static override examples = ['<%= config.bin %> upload problems upl_…'];
  static override args = { upload: Args.string({ required: true, description: 'Id of the upload' }) };
  static override flags = { ...pageFlags };

  async run() {
    const { args, flags } = await this.parse(UploadProblems);
    const kirana = await this.connect(flags);
    const path = { uploadId: args.upload };
    const page = await readPage(flags, (query) =>
      kirana.get('/v1/uploads/{uploadId}/problems', { params: { path, query } }),
    );
    this.print(renderTable(page.items, uploadProblemColumns));
    return page;
  }
}
