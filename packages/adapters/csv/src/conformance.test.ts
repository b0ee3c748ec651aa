import { conformance } from '@kirana/adapter-testkit';
import adapter from './index.ts';
import { simulator } from './simulator/index.ts';

// Posted rows have true pointers; what is waived is for files.
const ROWS = 'paths into a file are /rows/<row of the file>/<column>: a part of it has other places than the whole';

conformance(adapter, {
  manifest: new URL('../kirana.manifest.json', import.meta.url),
  fixtures: new URL('../fixtures/', import.meta.url),
  simulator,
  waive: {
    'normalise/paths': ROWS,
    'normalise/problem-paths': ROWS,
    'normalise/versions':
      'a row has a version where its mapping has a column for it; without one the order of receipt counts',
  },
  scorecard: new URL('../scorecard.json', import.meta.url),
});
