import { Flags } from '@oclif/core';

/** From when on a count of a source has our sales in it. */
export const salesInCountFlags = {
  'settle-seconds': Flags.integer({
    summary: 'A count made so long after a sale of ours has it in; 300 unless set',
    min: 0,
  }),
  'acknowledges-sales': Flags.boolean({
    summary: 'We are told which of our sales the source has in its books',
    allowNo: true,
  }),
};
