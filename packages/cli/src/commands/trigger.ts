import { Args, Flags } from '@oclif/core';
import { resolveHook } from '../context/resolve-hook.ts';
import { EXIT } from '../exit-codes.ts';
import { listOf, withEnvTwins } from '../flags.ts';
import { KiranaCommand } from '../kirana-command.ts';
import { pairsOf } from '../pairs.ts';
import { renderRequest, renderSent, renderTriggers, shownRequest } from '../render/trigger.ts';

export class Trigger extends KiranaCommand {
  static override summary = 'Send what a provider would send, signed as it would sign it';
  static override description =
    'Without an event: lists the events of the provider. Several events, with commas between, are sent one after the other. ' +
    'Exits with 5 when the server refuses. The hook URL and secrets come from flags, else from the context.';
  static override examples = [
    '<%= config.bin %> trigger petpooja',
    '<%= config.bin %> trigger petpooja item_stock_off item=910000002 until=endofday',
    '<%= config.bin %> trigger petpooja push_menu item=910000002 price=135',
    '<%= config.bin %> trigger petpooja item_stock_off,item_stock --times 5 --shuffle',
  ];
  static override strict = false;
  static override args = {
    provider: Args.string({
      required: true,
      description: 'Which adapter: petpooja; or the folder of a built package: ./my-adapter',
    }),
    event: Args.string({ description: 'What it sends; then name=value of what to change in it' }),
  };
  static override flags = withEnvTwins({
    'hook-url': Flags.string({ summary: 'Where to send to', helpValue: '<url>' }),
    secret: Flags.string({ summary: 'name=value of a secret to sign with', multiple: true, env: 'KIRANA_HOOK_SECRET' }),
    times: Flags.integer({ summary: 'Send it this often', default: 1, min: 1, max: 10_000 }),
    shuffle: Flags.boolean({ summary: 'Send in an order chosen by chance' }),
    duplicate: Flags.boolean({ summary: 'Send each request twice, with the same bytes' }),
    print: Flags.boolean({ summary: 'Show the request instead of sending it; secrets are shortened' }),
  });

  async run() {
    const { args, argv, flags } = await this.parse(Trigger);
    // only here: all other commands start faster without the simulators
    const { buildTrigger, providerNamed, sendTrigger, shuffled } = await import('../send-trigger.ts');
    const provider = await providerNamed(args.provider);
    if (args.event === undefined) {
      this.print(renderTriggers(provider));
      const events = Object.entries(provider.triggers).map(([name, { description, parameters }]) => ({
        name,
        description,
        parameters,
      }));
      return { events };
    }
    const asked = { url: flags['hook-url'], secrets: pairsOf(listOf(flags.secret)) };
    const hook = resolveHook(args.provider, asked, asked.url === undefined ? await this.target(flags) : undefined);
    const overrides = pairsOf((argv as string[]).slice(2));
    const requests = Array.from({ length: flags.times }, () => args.event?.split(',') ?? [])
      .flat()
      .flatMap((event) => {
        const request = buildTrigger(provider, { event, overrides, hook, nowMs: Date.now() });
        return flags.duplicate
          ? [
              { event, request },
              { event, request },
            ]
          : [{ event, request }];
      });
    const ordered = flags.shuffle ? shuffled(requests) : requests;
    if (flags.print) {
      const shown = ordered.map(({ request }) => shownRequest(hook, request));
      this.print(shown.map(renderRequest).join('\n\n'));
      return { requests: shown };
    }
    const sent = [];
    for (const { event, request } of ordered) {
      const answer = await sendTrigger(hook, request, this.signal);
      this.print(renderSent(event, answer));
      sent.push({ event, ...answer });
    }
    if (sent.some(({ status }) => status >= 400)) this.endWith(EXIT.remote.code);
    return { sent };
  }
}
