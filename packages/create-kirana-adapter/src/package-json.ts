import type { Answers } from './answers.ts';

/** What new packages are built and tested with; the versions this project uses itself. */
export const TOOLS = { '@types/node': '^24.19.2', typescript: '^6.0.3', vitest: '^5.1.1' } as const;
export const ZOD = '^4.6.7';

/** `package.json` of the new package. @param version of Kirana's own packages: they are released together */
export function packageJson({ packageName, title, license }: Answers, version: string) {
  const kirana = `^${version}`;
  return {
    name: packageName,
    version: '0.1.0',
    description: `${title} adapter for Kirana`,
    keywords: ['kirana-adapter'],
    license: license === 'none' ? 'UNLICENSED' : license,
    type: 'module',
    engines: { node: '>=22' },
    kirana: { type: 'adapter', apiVersion: 1, manifest: './kirana.manifest.json' },
    exports: {
      '.': { types: './dist/index.d.ts', default: './dist/index.js' },
      './simulator': { types: './dist/simulator/index.d.ts', default: './dist/simulator/index.js' },
      './kirana.manifest.json': './kirana.manifest.json',
    },
    files: ['dist', 'kirana.manifest.json'],
    scripts: {
      build: 'tsc',
      test: 'vitest run',
      manifest: 'tsc && node scripts/write-manifest.js',
      record: 'npx --package @kirana/cli kirana adapter record',
      prepack: 'npm run manifest',
    },
    dependencies: { zod: ZOD },
    peerDependencies: { '@kirana/adapter': kirana },
    devDependencies: { '@kirana/adapter': kirana, '@kirana/adapter-testkit': kirana, ...TOOLS },
  };
}
