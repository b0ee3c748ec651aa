import { Flags } from '@oclif/core';
import { given, withEnvTwins } from './flags.ts';
import { futureInstant } from './instant-flag.ts';

/** In which situation catalog answers are asked for. */
export const situationFlags = withEnvTwins({
  'order-type': Flags.option({
    summary: 'Judge for this order type',
    options: ['delivery', 'pickup', 'dine_in'] as const,
  })(),
  channel: Flags.string({ summary: 'Judge for this channel' }),
  at: futureInstant({ summary: 'Judge as of this time instead of now' }),
});

interface SituationFlags {
  readonly 'order-type'?: 'delivery' | 'pickup' | 'dine_in' | undefined;
  readonly channel?: string | undefined;
  readonly at?: string | undefined;
}

export const situationOf = (flags: SituationFlags) =>
  given({ orderType: flags['order-type'], channel: flags.channel, at: flags.at });
