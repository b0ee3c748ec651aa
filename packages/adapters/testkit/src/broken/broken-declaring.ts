import type { Adapter, Manifest, Outcome } from '@kirana/adapter';
import { lotus, reply } from '../example/adapter.ts';
import { lineCutter } from '../example/line-cutter.ts';
import { SourceSettings, verification } from '../example/settings.ts';
import type { Broken, LotusEndpoint } from './broken.ts';

const declaring = (capabilities: Partial<Manifest['capabilities']>): Adapter => ({
  ...lotus,
  manifest: { ...lotus.manifest, capabilities: { ...lotus.manifest.capabilities, ...capabilities } },
});

const { store_status: _undeclared, ...entities } = lotus.manifest.capabilities.entities;

const undeclared: Broken = {
  fault: 'tells of the store without declaring it',
  adapter: declaring({ entities }),
  fails: ['normalise/declared', 'normalise/fuzz'],
};

const staleFile: Broken = {
  fault: 'has a manifest file that says something else',
  adapter: lotus,
  options: { manifest: new URL('./stale.manifest.json', import.meta.url) },
  fails: ['manifest/file'],
};

const strangeHost: Broken = {
  fault: 'calls a host it does not declare',
  adapter: { ...lotus, manifest: { ...lotus.manifest, hosts: ['api.lotus.example'] } },
  fails: ['manifest/hosts'],
};

const laxSettings: Broken = {
  fault: 'lets a misspelt setting pass',
  adapter: { ...lotus, sourceSettings: SourceSettings.loose() as Adapter['sourceSettings'] },
  fails: ['manifest/strict-settings'],
};

const signsNothing: Broken = {
  fault: 'verifies a signature that does not cover the body',
  adapter: { ...lotus, verify: { ...verification, signed: ['timestamp'] } as Adapter['verify'] },
  fails: ['verify/flipped-bit', 'verify/changed-whitespace'],
};

const throwsInRoute: Broken = {
  fault: 'parses every body to route it, and throws at what it cannot parse',
  adapter: {
    ...lotus,
    route(request) {
      JSON.parse(Buffer.from(request.body).toString('utf8'));
      return lotus.route(request);
    },
  },
  fails: ['route/garbage'],
};

const saysYes: Broken = {
  fault: 'tells a forger that it worked',
  adapter: {
    ...lotus,
    endpoints: {
      ...lotus.endpoints,
      event: {
        ...(lotus.endpoints.event as LotusEndpoint),
        reply: (outcome: Outcome) => (outcome.kind === 'unauthorised' ? { status: 200, body: '' } : reply(outcome)),
      },
    },
  },
  fails: ['reply/refusals'],
};

const cutsByPiece: Broken = {
  fault: 'cuts a file where its pieces end',
  adapter: {
    ...lotus,
    endpoints: {
      ...lotus.endpoints,
      lines: {
        ...(lotus.endpoints.lines as LotusEndpoint),
        cut() {
          const bodies: Uint8Array[] = [];
          return {
            push(piece) {
              const cutter = lineCutter();
              return [...cutter.push(piece), ...cutter.end().bodies];
            },
            end: () => ({ bodies, completes: [] }),
          };
        },
      },
    },
  },
  fails: ['cut/any-pieces'],
};

export const BROKEN_DECLARING: readonly Broken[] = [
  undeclared,
  staleFile,
  strangeHost,
  laxSettings,
  signsNothing,
  throwsInRoute,
  saysYes,
  cutsByPiece,
];
