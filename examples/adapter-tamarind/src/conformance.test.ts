import { conformance } from '@kirana/adapter-testkit';
import adapter from './index.ts';
import { simulator } from './simulator/index.ts';

conformance(adapter, {
  manifest: new URL('../kirana.manifest.json', import.meta.url),
  fixtures: new URL('../fixtures/', import.meta.url),
  simulator,
});
