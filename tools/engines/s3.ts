import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { findOnPath, runCommand } from './command.ts';
import { type Engine, EngineUnavailable } from './engine.ts';
import { freePorts } from './free-ports.ts';
import { installOnce } from './install-once.ts';
import { runEngine } from './run-engine.ts';

const VERSION = 'v1.8.0';
const BUCKET = 'kirana';
const REGION = 'us-east-1';
const ACCESS_KEY = 'kirana';
const HEALTH_PATH = '/health';

/** S3 by versitygw: objects are files of a folder. The bucket is left to its user to create. */
export const s3: Engine = {
  name: 's3',
  async install() {
    await installProgram();
  },
  async start() {
    const program = await installProgram();
    return runEngine('s3', async (folder) => {
      const [port = 0] = await freePorts(1);
      const endpoint = `http://127.0.0.1:${port}`;
      const secret = randomBytes(24).toString('hex');
      await mkdir(join(folder, 'objects'));
      await mkdir(join(folder, 'metadata'));
      return {
        env: {
          S3_ENDPOINT: endpoint,
          S3_BUCKET: BUCKET,
          S3_REGION: REGION,
          S3_ACCESS_KEY_ID: ACCESS_KEY,
          S3_SECRET_ACCESS_KEY: secret,
        },
        stopSignal: 'SIGTERM',
        processes: [
          {
            label: 's3',
            file: program,
            args: [
              ...[
                '--port',
                `127.0.0.1:${port}`,
                '--region',
                REGION,
                '--health',
                HEALTH_PATH,
                '--keep-alive',
                '--quiet',
              ],
              // metadata in files: not every temporary folder can keep extended attributes
              ...['posix', '--sidecar', join(folder, 'metadata'), join(folder, 'objects')],
            ],
            env: { ROOT_ACCESS_KEY: ACCESS_KEY, ROOT_SECRET_KEY: secret },
            folder,
            isReady: async () => (await fetch(`${endpoint}${HEALTH_PATH}`, { signal: AbortSignal.timeout(2_000) })).ok,
          },
        ],
      };
    });
  },
};

/** Builds versitygw once: minutes on two cores, so at low priority and out of the way of what else runs. */
async function installProgram(): Promise<string> {
  const folder = await installOnce(`versitygw-${VERSION}`, async (partial) => {
    const go = findOnPath('go');
    if (go === undefined) throw new EngineUnavailable('s3', 'Go, which builds versitygw, is not installed');
    process.stderr.write('engines: building versitygw, which can take minutes\n');
    const build = ['install', `github.com/versity/versitygw/cmd/versitygw@${VERSION}`];
    await runCommand('nice', ['-n', '10', go, ...build], { cwd: partial, env: { GOBIN: partial } });
  }).catch((cause: unknown) => {
    if (cause instanceof EngineUnavailable) throw cause;
    throw new EngineUnavailable('s3', (cause as Error).message, { cause });
  });
  return join(folder, 'versitygw');
}
