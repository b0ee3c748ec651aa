import { defineConfig } from 'vitest/config';

// the kit tries thousands of spoilt messages: on a busy machine that takes a while
export default defineConfig({ test: { include: ['src/**/*.test.ts'], testTimeout: 120_000 } });
