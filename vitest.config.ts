import { defineConfig } from 'vitest/config';

const conditions = ['@kirana/source'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    globalSetup: ['tools/engines/vitest-setup.ts'],
    include: ['packages/**/*.test.ts', 'examples/*/src/**/*.test.ts', 'tools/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**', '**/template/**'],
    execArgv: ['--conditions=@kirana/source', '--disable-warning=ExperimentalWarning'],
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
