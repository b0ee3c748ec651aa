import { defineConfig } from 'vitest/config';

/** Only what judges the pure rules of stock: no engines are started. */
export default defineConfig({
  resolve: { conditions: ['@kirana/source'] },
  ssr: { resolve: { conditions: ['@kirana/source'], externalConditions: ['@kirana/source'] } },
  test: {
    root: `${import.meta.dirname}/../..`,
    include: ['packages/core/src/{inventory,orderability}/**/*.test.ts'],
    execArgv: ['--conditions=@kirana/source', '--disable-warning=ExperimentalWarning'],
    setupFiles: ['tools/mutation/bounded-properties.ts'],
    testTimeout: 120_000,
  },
});
