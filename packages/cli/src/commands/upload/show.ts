import { Args } from '@oclif/core';
import { KiranaCommand } from '../../kirana-command.ts';
import { renderUpload } from '../../render/upload.ts';

export class UploadShow extends KiranaCommand {
  static override summary = 'Show an upload and what became of it';
  static override examples = ['<%= config.bin %> upload show upl_…'];
  static override args = { upload: Args.string({ required: true, description: 'Id of the upload' }) };

  async run() {
    const { args, flags } = await this.parse(UploadShow);
    const kirana = await this.connect(flags);
    const upload = await kirana.uploads.get(args.upload);
    this.print(renderUpload(upload));
    return upload;
  }
}
