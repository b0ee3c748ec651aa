import { Flags } from '@oclif/core';
import { withEnvTwins } from './flags.ts';

/** For the commands on tenants. */
export const rootFlag = withEnvTwins({
  'root-key': Flags.string({ summary: 'Root key, as `kirana-server init` printed it', helpValue: '<key>' }),
});
