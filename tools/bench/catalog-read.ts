import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { alternate } from './alternate.ts';
import type { BareHello } from './bare-http-child.ts';
import type { Bench, BenchRoom } from './bench-room.ts';
import type { Child } from './child.ts';
import type { KiranaHello } from './kirana-child.ts';
import { load } from './load.ts';
import { median } from './percentiles.ts';
import { clientOf, plainMenu, posOf, pushUntilApplied } from './push-menu.ts';
import type { Measured } from './result.ts';

const CONNECTIONS = 32;
/** Of each side, not counted: a server in service is warm. */
const WARM_UP_SECONDS = 2;
/** Growing, so that no menu looks like a shrunken one. */
const SIZES = [
  { name: '8kB', items: 4 },
  { name: '200kB', items: 133 },
] as const;
/** Of the connection or of the moment, which node:http sets by itself. */
const OWN_HEADERS = new Set(['date', 'connection', 'keep-alive', 'transfer-encoding']);

/** The catalog as the load will get it: identity encoding, every header. */
async function sample({ hello }: Child<KiranaHello>, items: number) {
  const url = `${hello.url}/v1/stores/${hello.shop.storeId}/catalog`;
  const headers = { authorization: `Bearer ${hello.shop.key}`, 'accept-encoding': 'identity' };
  for (;;) {
    const response = await fetch(url, { headers });
    const body = Buffer.from(await response.arrayBuffer());
    if (JSON.parse(body.toString()).items.length < items) continue;
    const sent = [...response.headers].filter(([name]) => !OWN_HEADERS.has(name));
    return { url, body, headers: Object.fromEntries(sent), authorization: headers.authorization };
  }
}

async function readOneSize(
  room: BenchRoom,
  server: Child<KiranaHello>,
  size: (typeof SIZES)[number],
): Promise<Measured[]> {
  const menu = plainMenu(size.items);
  const pos = posOf(server, menu);
  await pushUntilApplied(clientOf(server), () => pos.pushMenu());
  const answer = await sample(server, menu.items.length);
  const file = join(await room.folder(), 'body');
  await writeFile(file, answer.body);
  const bare = await room.start<BareHello>({
    file: 'bare-http-child.ts',
    args: [file, JSON.stringify(answer.headers)],
  });
  const headers = { authorization: answer.authorization };
  const askBare = (seconds: number) => load(bare, { url: bare.hello.url, connections: CONNECTIONS, seconds, headers });
  const askOurs = (seconds: number) => load(server, { url: answer.url, connections: CONNECTIONS, seconds, headers });
  await askBare(WARM_UP_SECONDS);
  await askOurs(WARM_UP_SECONDS);
  const seconds = room.options.quick ? 1 : 2;
  const compared = await alternate(
    3,
    { baseline: () => askBare(seconds), ours: () => askOurs(seconds) },
    (loaded) => loaded.perSecond,
  );
  await bare.stop();
  const cpu = median(compared.ours.map((loaded) => loaded.cpuMicrosPerRequest));
  const bareCpu = median(compared.theirs.map((loaded) => loaded.cpuMicrosPerRequest));
  const name = `catalog-read-${size.name}`;
  const note = `${answer.body.length} bytes, ${CONNECTIONS} connections, against bare node:http`;
  return [
    { name, ...pick(compared), unit: 'req/s', bar: { at: 'least', ratio: 0.7 }, engines: room.set, note },
    {
      name: `${name}-cpu`,
      value: cpu,
      unit: 'µs',
      baseline: bareCpu,
      ratio: cpu / bareCpu,
      bar: null,
      engines: room.set,
      note: 'CPU time of the server per request, all threads',
    },
  ];
}

const pick = ({ value, baseline, ratio }: { value: number; baseline: number; ratio: number }) => ({
  value,
  baseline,
  ratio,
});

export const catalogRead: Bench = {
  name: 'catalog-read',
  about: 'a cached store catalog over HTTP, with key, limits and metrics',
  sets: ['embedded', 'real'],
  async run(room) {
    const server = await room.startKirana();
    const results: Measured[] = [];
    for (const size of SIZES) results.push(...(await readOneSize(room, server, size)));
    return results;
  },
};
