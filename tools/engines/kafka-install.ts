import { randomBytes } from 'node:crypto';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findOnPath, runCommand } from './command.ts';
import { EngineUnavailable } from './engine.ts';
import { installOnce } from './install-once.ts';
import { brokerProperties } from './kafka-properties.ts';

const KAFKA_VERSION = '4.4.0';
const LOG4J_VERSION = '2.25.5';

export interface KafkaInstallation {
  readonly jvmOptions: readonly string[];
  readonly classPath: string;
  /** A data folder that Kafka's storage tool has formatted, to be copied: formatting takes as long as starting. */
  readonly formatted: string;
}

/** The jars from Maven Central, and a formatted data folder. */
export async function installKafka(java: string): Promise<KafkaInstallation> {
  const mvn = findOnPath('mvn');
  const folder = await installOnce(`kafka-${KAFKA_VERSION}`, async (partial) => {
    if (mvn === undefined) throw new EngineUnavailable('kafka', 'Maven (mvn), which fetches it, is not installed');
    await writeFile(join(partial, 'log4j2.yaml'), LOGGING);
    await fetchJars(mvn, partial);
    await format(java, partial);
  }).catch((cause: unknown) => {
    if (cause instanceof EngineUnavailable) throw cause;
    throw new EngineUnavailable('kafka', (cause as Error).message, { cause });
  });
  return { jvmOptions: jvmOptions(folder), classPath: await classPath(folder), formatted: join(folder, 'formatted') };
}

const jvmOptions = (folder: string): readonly string[] => [
  '-Xms256m',
  '-Xmx256m',
  '-XX:+UseSerialGC',
  '-XX:TieredStopAtLevel=1', // starts sooner; no run lasts long enough to earn back the better compiler
  `-Dlog4j2.configurationFile=${join(folder, 'log4j2.yaml')}`,
];

async function classPath(folder: string): Promise<string> {
  const jars = await readdir(join(folder, 'jars'));
  return jars
    .sort()
    .map((jar) => join(folder, 'jars', jar))
    .join(':');
}

async function fetchJars(mvn: string, folder: string): Promise<void> {
  await writeFile(join(folder, 'pom.xml'), POM);
  const goal = ['dependency:copy-dependencies', '-DincludeScope=runtime', '-DoutputDirectory=jars'];
  await runCommand(mvn, ['-B', '-q', ...goal], { cwd: folder });
}

async function format(java: string, folder: string): Promise<void> {
  const properties = join(folder, 'format.properties');
  const data = join(folder, 'formatted');
  await writeFile(properties, brokerProperties({ port: 1, controllerPort: 2, data })); // neither is listened on
  const clusterId = randomBytes(16).toString('base64url');
  const tool = ['kafka.tools.StorageTool', 'format', '-t', clusterId, '-c', properties];
  await runCommand(java, [...jvmOptions(folder), '-cp', await classPath(folder), ...tool]);
  await rm(properties);
}

const dependency = (group: string, artifact: string, version: string): string =>
  `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version></dependency>`;

const POM = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>kirana</groupId><artifactId>kafka</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>
    ${dependency('org.apache.kafka', 'kafka_2.13', KAFKA_VERSION)}
    ${dependency('org.apache.logging.log4j', 'log4j-slf4j-impl', LOG4J_VERSION)}
  </dependencies>
</project>
`;

const LOGGING = `Configuration:
  Appenders:
    Console: { name: console, PatternLayout: { pattern: "%d %p %c %m%n" } }
  Loggers:
    Root: { level: INFO, AppenderRef: { ref: console } }
`;
