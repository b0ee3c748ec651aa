import type { EventKind, LiveOptions, StoreEventKind } from '@kirana/sdk';
import { Flags } from '@oclif/core';
import { failureOf } from '../failure.ts';
import { given, listOf, withEnvTwins } from '../flags.ts';
import { KiranaCommand } from '../kirana-command.ts';
import { tellStoreEvents, tellTenantEvents } from '../tell-events.ts';

/** Without the call: there is only one. */
const lostText = (message: string): string => message.replace(/^GET \S+: /, '').replace(/\.$/, '');

export class Listen extends KiranaCommand {
  static override summary = 'Watch what changes, as it happens';
  static override description =
    'One line for each event; with --json one JSON document a line (a live event of the SDK). Lost connections are taken up again where ' +
    'they broke. Without a store, given or in the context, or with --all: everything of the tenant, from now on. Ctrl-C is the way to end ' +
    'it, and exits with 0.';
  static override examples = [
    '<%= config.bin %> listen',
    '<%= config.bin %> listen --kinds price.changed,switch.changed --json',
    '<%= config.bin %> listen --since 412-96',
  ];
  static override flags = withEnvTwins({
    store: Flags.string({ summary: 'Id of the store; the one of the context unless given', helpValue: '<id>' }),
    all: Flags.boolean({
      summary: 'Everything of the tenant, deliveries and syncs too',
    }),
    kinds: Flags.string({ summary: 'Only these kinds of events, with commas between' }),
    since: Flags.string({ summary: 'Go on after this version', helpValue: '<version>' }),
    count: Flags.integer({ summary: 'End after so many events', min: 1 }),
  });

  async run() {
    const { flags } = await this.parse(Listen);
    const kirana = await this.connect(flags);
    const kinds = flags.kinds === undefined ? undefined : listOf(flags.kinds);
    const storeId = flags.all ? undefined : (flags.store ?? (await this.target(flags)).storeId);
    const options = { signal: this.signal, onState: this.#onState };
    const telling = {
      write: (line: string) => void process.stdout.write(`${line}\n`),
      asJson: this.jsonEnabled(),
      count: flags.count ?? Number.POSITIVE_INFINITY,
    };
    try {
      // the server knows which kinds there are
      const events =
        storeId === undefined
          ? await tellTenantEvents(
              kirana,
              { ...options, ...given({ kinds: kinds as EventKind[] | undefined }) },
              telling,
            )
          : await tellStoreEvents(
              kirana,
              storeId,
              { ...options, since: flags.since, ...given({ kinds: kinds as StoreEventKind[] | undefined }) },
              telling,
            );
      return { events };
    } catch (error) {
      if (this.signal.aborted) return { events: 0 };
      throw error;
    }
  }

  readonly #onState: NonNullable<LiveOptions['onState']> = (state) => {
    if (state.state === 'open') this.note('Listening. Ctrl-C ends it.');
    else if (!this.signal.aborted) {
      this.note(
        `Not connected (${lostText(failureOf(state.error).message)}). Again in ${Math.ceil(state.delayMs / 1000)} s.`,
      );
    }
  };

  /** With --json the events were the result; only an error is told besides. */
  override logJson(json: unknown): void {
    if (typeof json === 'object' && json !== null && 'error' in json) super.logJson(json);
  }
}
