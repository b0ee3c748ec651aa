import { basename } from 'node:path';
import { Args, Flags } from '@oclif/core';
import { EXIT } from '../exit-codes.ts';
import { given, withEnvTwins } from '../flags.ts';
import { KiranaCommand } from '../kirana-command.ts';
import { renderUpload } from '../render/upload.ts';
import { mediaTypeOfFile, openFile } from '../upload-file.ts';
import { waitFor } from '../wait-for.ts';

export class Upload extends KiranaCommand {
  static override summary = 'Upload a file of a connection: a catalog, prices or counts';
  static override description =
    'The settings of the connection say how it is read. Exits with 5 when it failed and, with --watch, with 6 when some rows could not be applied.';
  static override examples = [
    '<%= config.bin %> upload catalog.csv --connection con_… --watch',
    '<%= config.bin %> upload export.dat --connection con_… --location north --type text/csv',
  ];
  static override args = { file: Args.string({ required: true, description: 'Path of the file' }) };
  static override flags = withEnvTwins({
    connection: Flags.string({ summary: 'Id of the connection', required: true, helpValue: '<id>' }),
    location: Flags.string({ summary: 'Location of the connection; its only one unless given' }),
    type: Flags.string({ summary: 'What the file is, where its name does not say it', helpValue: '<media type>' }),
    watch: Flags.boolean({ summary: 'Stay until it is applied' }),
  });

  async run() {
    const { args, flags } = await this.parse(Upload);
    const contentType = flags.type ?? mediaTypeOfFile(args.file);
    const kirana = await this.connect(flags);
    const file = await openFile(args.file);
    const place = given({ location: flags.location });
    const taken = await kirana.uploads.create(flags.connection, file, {
      contentType,
      fileName: basename(args.file),
      signal: this.signal,
      ...place,
    });
    const upload = flags.watch
      ? await waitFor({
          read: () => kirana.uploads.get(taken.id),
          isOver: ({ status }) => status === 'done' || status === 'failed',
          progress: ({ deliveries: { applied, pending } }) => `${applied} of ${applied + pending} parts applied`,
          signal: this.signal,
          isQuiet: this.isQuiet(),
        })
      : taken;
    this.print(renderUpload(upload));
    if (!flags.watch) this.note(`Look at it later: kirana upload show ${upload.id}`);
    if (upload.problems > 0) this.note(`See what could not be applied: kirana upload problems ${upload.id}`);
    if (upload.status === 'failed') this.endWith(EXIT.remote.code);
    else if (flags.watch && upload.problems > 0) this.endWith(EXIT.partial.code);
    return upload;
  }
}
