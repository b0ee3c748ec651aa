import { Flags } from '@oclif/core';
import { editBody } from '../../edit-body.ts';
import { listOf, storeFlag, withEnvTwins } from '../../flags.ts';
import { KiranaCommand } from '../../kirana-command.ts';
import { exceptionOf, weeklyOf, withExceptions } from '../../opening-hours.ts';
import { renderStore } from '../../render/store.ts';

export class StoreEdit extends KiranaCommand {
  static override summary = 'Change a store: its name, zone, hours';
  static override description =
    'What is not given stays. --hours replaces the whole week; dates are set and taken out one by one. The currency cannot change.';
  static override examples = [
    '<%= config.bin %> store edit --name "Indiranagar"',
    '<%= config.bin %> store edit --hours "mon-fri 09:00-22:00" --hours "sat,sun 10:00-02:00"',
    '<%= config.bin %> store edit --date "2026-12-25 closed" --date "2026-12-31 10:00-16:00"',
  ];
  static override flags = withEnvTwins({
    ...storeFlag,
    name: Flags.string({ summary: 'Name of the store' }),
    kind: Flags.option({ summary: 'What it is', options: ['restaurant', 'dark_store', 'retail'] as const })(),
    zone: Flags.string({ summary: 'Its time zone, for example Asia/Kolkata' }),
    locale: Flags.string({ summary: 'Language of its texts, for example en-IN' }),
    'business-day-start': Flags.string({ summary: 'When its trading day begins, for example 04:00' }),
    hours: Flags.string({ summary: 'Days and a window of the week; "always" for no hours', multiple: true }),
    date: Flags.string({ summary: 'A date that differs: its windows, or "closed"', multiple: true }),
    'unset-date': Flags.string({ summary: 'A date that is as its week day again', multiple: true }),
  });

  async run() {
    const { flags } = await this.parse(StoreEdit);
    const weekly = flags.hours && weeklyOf(listOf(flags.hours));
    const dates = listOf(flags.date).map(exceptionOf);
    const unset = listOf(flags['unset-date']);
    const storeId = await this.storeId(flags);
    const kirana = await this.connect(flags);
    const params = { path: { storeId } };
    const hoursWith = async () => {
      if (weekly === undefined && dates.length + unset.length === 0) return undefined;
      const { hours } = await kirana.get('/v1/stores/{storeId}', { params });
      return { weekly: weekly ?? hours.weekly, exceptions: withExceptions(hours.exceptions, dates, unset) };
    };
    const body = editBody(
      {
        name: flags.name,
        kind: flags.kind,
        zone: flags.zone,
        defaultLocale: flags.locale,
        hours: await hoursWith(),
        businessDayStart: flags['business-day-start'],
      },
      '--name "Indiranagar"',
    );
    const store = await kirana.patch('/v1/stores/{storeId}', { params, body });
    this.print(renderStore(store));
    return store;
  }
}
