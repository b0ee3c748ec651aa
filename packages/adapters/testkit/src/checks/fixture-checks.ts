import type { Check } from '../check.ts';
import { secretsLeft } from '../secrets-left.ts';
import { eventEndpoint, type Subject } from '../subject.ts';

/** Endpoints whose bodies come by a pull or an upload too: those may be shown by what is pulled. */
async function pulledEndpoints({ adapter, options, pages }: Subject): Promise<ReadonlySet<string>> {
  if (adapter.pull === undefined || options.simulator === undefined) return new Set();
  return new Set((await pages()).map((page) => page.endpoint));
}

export const FIXTURE_CHECKS: readonly Check[] = [
  {
    id: 'fixtures/readable',
    title: 'every fixture file can be read, and none has a key that means nothing',
    why: 'a fixture that is passed over proves nothing',
    run({ adapter, loaded }) {
      const findings = [...loaded.unreadable];
      for (const { name, given, sourceSettings } of loaded.fixtures) {
        if (!adapter.connectionSettings.safeParse(given.settings).success)
          findings.push(`${name}: given.settings are refused`);
        if (!adapter.sourceSettings.safeParse(sourceSettings).success)
          findings.push(`${name}: sourceSettings are refused`);
      }
      return findings;
    },
  },
  {
    id: 'fixtures/each-endpoint',
    title: 'there is a recorded message for each event endpoint',
    why: 'an endpoint that was never tried is a guess',
    async run(subject) {
      const { adapter, fixtures } = subject;
      const shown = new Set(fixtures.map((one) => one.expect.route?.endpoint));
      const events = Object.keys(adapter.endpoints).filter((name) => eventEndpoint(adapter, name) !== undefined);
      const open = events.filter((name) => !shown.has(name));
      if (open.length === 0) return [];
      const pulled = await pulledEndpoints(subject);
      return open
        .filter((name) => !pulled.has(name))
        .map((name) => `"${name}" has no fixture, and no pull gives it a page`);
    },
  },
  {
    id: 'fixtures/redacted',
    title: 'fixtures are marked as redacted, and nothing in them looks like a secret',
    why: 'fixtures are published with the package',
    async run({ adapter, fixtures, options, provider }) {
      const known = Object.keys(adapter.secrets);
      const values = options.simulator === undefined ? [] : Object.values((await provider()).installation.secrets);
      return fixtures.flatMap((fixture) => [
        ...(fixture.meta.redacted ? [] : [`${fixture.name}: meta.redacted is not true`]),
        ...secretsLeft(fixture, known, values).map((what) => `${fixture.name}: ${what}`),
      ]);
    },
  },
];
