import { join } from 'node:path';
import { Args, Flags } from '@oclif/core';
import { readAdapterPackage } from '../../adapter-package/read-package.ts';
import { EXIT } from '../../exit-codes.ts';
import { CommandError } from '../../failure.ts';
import { listOf, withEnvTwins } from '../../flags.ts';
import { KiranaCommand } from '../../kirana-command.ts';
import { pairsOf } from '../../pairs.ts';
import { declaredIn } from '../../recording/declared.ts';
import { deliveredMessages, receivedMessages } from '../../recording/messages.ts';
import { type Recorded, recordMessage } from '../../recording/write-fixture.ts';

export class AdapterRecord extends KiranaCommand {
  static override summary = 'Record messages of a provider as fixtures, with their secrets taken out';
  static override description =
    'Listens on this machine until Ctrl-C, or takes archived deliveries of the server with --delivery. Proofs in headers, values given with ' +
    '--secret, and fields named as the secrets of the manifest are taken out. A message in which something still looks like a secret is not ' +
    'written: look at it, and say --allow with its place if it is none. Exits with 6 when any was left out.';
  static override examples = [
    '<%= config.bin %> adapter record --port 4040 --forward-to http://127.0.0.1:8080/v1/hooks/…',
    '<%= config.bin %> adapter record --delivery dlv_… --secret hookSecret=…',
    '<%= config.bin %> adapter record --delivery dlv_… --allow /order/reference',
  ];
  static override args = { dir: Args.string({ description: 'Folder of the package', default: '.' }) };
  static override flags = withEnvTwins({
    fixtures: Flags.string({ summary: 'Folder to write to, in the package', default: 'fixtures' }),
    port: Flags.integer({ summary: 'Where to listen; 0: any free port', default: 4040, min: 0, max: 65_535 }),
    'forward-to': Flags.string({
      summary: 'Give each message on, as it came, and answer what is answered',
      helpValue: '<url>',
    }),
    delivery: Flags.string({ summary: 'Take this archived delivery instead of listening', multiple: true }),
    count: Flags.integer({ summary: 'End after so many messages', min: 1 }),
    secret: Flags.string({ summary: 'name=value of a secret to take out', multiple: true, env: 'KIRANA_HOOK_SECRET' }),
    allow: Flags.string({ summary: 'A place that looks like a secret and is none', multiple: true }),
    zone: Flags.string({ summary: 'Time zone of the store', default: 'Asia/Kolkata' }),
    currency: Flags.string({ summary: 'Currency of the store', default: 'INR' }),
    'business-day-start': Flags.string({ summary: 'When its business day starts', default: '05:00' }),
  });

  async run() {
    const { args, flags } = await this.parse(AdapterRecord);
    const adapter = await readAdapterPackage(args.dir);
    const { provider, names } = declaredIn(adapter);
    const deliveries = listOf(flags.delivery);
    const forwardTo = flags['forward-to'];
    if (forwardTo !== undefined && !URL.canParse(forwardTo)) {
      throw new CommandError('usage', 'USAGE', `Not an address: ${forwardTo}`, 'Give the hook URL with its token.');
    }
    const options = {
      folder: join(adapter.folder, flags.fixtures),
      provider,
      given: { zone: flags.zone, currency: flags.currency, businessDayStart: flags['business-day-start'] },
      knowledge: { names, values: Object.values(pairsOf(listOf(flags.secret))) },
      allow: listOf(flags.allow),
    };
    const most = flags.count ?? Number.POSITIVE_INFINITY;
    const listening = {
      port: flags.port,
      forwardTo,
      most,
      signal: this.signal,
      note: (text: string) => this.note(text),
    };
    const messages =
      deliveries.length > 0
        ? deliveredMessages(await this.connect(flags), deliveries, provider)
        : receivedMessages(listening);
    const recorded: Recorded[] = [];
    for await (const { message, receivedAt } of messages) {
      const one = await recordMessage(message, receivedAt, options);
      recorded.push(one);
      if (one.file === null)
        this.note(`Not written: ${one.suspects.map((at) => at || 'the body').join(', ')} looks like a secret.`);
      else this.print(one.file);
    }
    if (recorded.some(({ file }) => file === null)) this.endWith(EXIT.partial.code);
    return { recorded };
  }
}
