import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findOnPath, runCommand } from './command.ts';
import { type Engine, EngineUnavailable } from './engine.ts';
import { freePorts } from './free-ports.ts';
import { installKafka } from './kafka-install.ts';
import { brokerProperties } from './kafka-properties.ts';
import { runEngine } from './run-engine.ts';

/** Apache Kafka, one node that is broker and controller. Topics are made by who uses them, never by a first message. */
export const kafka: Engine = {
  name: 'kafka',
  async install() {
    await installKafka(await findJava());
  },
  async start() {
    const java = await findJava();
    const { jvmOptions, classPath, formatted } = await installKafka(java);
    return runEngine('kafka', async (folder) => {
      const [port = 0, controllerPort = 0] = await freePorts(2);
      const data = join(folder, 'data');
      const properties = join(folder, 'server.properties');
      await cp(formatted, data, { recursive: true });
      await writeFile(properties, brokerProperties({ port, controllerPort, data }));
      return {
        env: { KAFKA_BROKERS: `127.0.0.1:${port}` },
        stopSignal: 'SIGKILL', // its orderly end takes seconds and saves data that is about to be removed
        processes: [
          {
            label: 'kafka',
            file: java,
            args: [...jvmOptions, '-cp', classPath, 'kafka.Kafka', properties],
            folder,
            isReady: (log) => log.includes('Kafka Server started'),
          },
        ],
      };
    });
  },
};

/** A Java that Kafka 4 runs on. */
async function findJava(): Promise<string> {
  const { JAVA_HOME } = process.env;
  const java = JAVA_HOME === undefined ? findOnPath('java') : join(JAVA_HOME, 'bin', 'java');
  if (java === undefined) throw new EngineUnavailable('kafka', 'Java 17 or newer is not installed');
  const version = await runCommand(java, ['-version']).catch((error: unknown) => String(error));
  const major = Number(/version "(\d+)/.exec(version)?.[1]);
  if (!(major >= 17))
    throw new EngineUnavailable('kafka', `Java 17 or newer is needed, ${java} says: ${version.trim()}`);
  return java;
}
