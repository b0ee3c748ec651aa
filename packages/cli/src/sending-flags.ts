import { Flags } from '@oclif/core';

/** What the provider of a connection is told by itself. */
export const sendingFlags = {
  'sends-stock': Flags.boolean({
    summary: 'Tell the provider what is sellable whenever that changes; its own counts count for nothing then',
    allowNo: true,
  }),
  'sends-store-status': Flags.boolean({
    summary: 'Tell the provider when a store stops or goes on taking orders',
    allowNo: true,
  }),
};
