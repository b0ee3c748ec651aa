import type { TestProject } from 'vitest/node';
import { ENGINE_NAMES, type EngineName, startEngines } from './index.ts';
import type {} from './provided-engines.ts';

/** What names each engine in the environment; the first is the one that says that it is there. */
const VARIABLES: Readonly<Record<EngineName, readonly [string, ...string[]]>> = {
  postgres: ['DATABASE_URL'],
  redis: ['REDIS_URL'],
  kafka: ['KAFKA_BROKERS'],
  s3: ['S3_ENDPOINT', 'S3_BUCKET', 'S3_REGION', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'],
};

/**
 * Starts the real engines once for all tests and says where they are: `inject('engines')`.
 * An engine that the environment names is used as it is. `KIRANA_ENGINES` limits which are started (`none`, or names with
 * commas); `KIRANA_REQUIRE_ENGINES=1` makes a missing one an error instead of a skip.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { KIRANA_ENGINES: chosen, KIRANA_REQUIRE_ENGINES: required } = process.env;
  const given = ENGINE_NAMES.filter((name) => process.env[VARIABLES[name][0]]);
  const wanted = ENGINE_NAMES.filter((name) => !given.includes(name));
  const asked = wanted.filter((name) => chosen === undefined || chosen.split(',').includes(name));
  // a test run survives no crash of the machine, and syncing every commit would be most of its time
  const started = await startEngines(asked, { fsync: false });
  const unavailable = [
    ...started.unavailable,
    ...wanted.filter((name) => !asked.includes(name)).map((engine) => ({ engine, reason: `KIRANA_ENGINES=${chosen}` })),
  ];
  const report = unavailable.map(({ engine, reason }) => `${engine} is not available: ${reason}`).join('\n');
  if (unavailable.length > 0 && required === '1') {
    await started.stop();
    throw new Error(`KIRANA_REQUIRE_ENGINES=1, but\n${report}`);
  }
  if (unavailable.length > 0) process.stderr.write(`Skipping the tests of some engines:\n${report}\n`);
  const fromOutside = given
    .flatMap((name) => VARIABLES[name])
    .map((variable) => [variable, process.env[variable]] as const)
    .filter((entry): entry is readonly [string, string] => Boolean(entry[1]));
  project.provide('engines', { env: { ...Object.fromEntries(fromOutside), ...started.env }, unavailable });
  return () => started.stop();
}
