#!/usr/bin/env node
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import manifest from '../package.json' with { type: 'json' };

// before anything else is loaded
enableCompileCache();
const { runKirana } = await import('../dist/index.js');

process.exitCode = await runKirana(process.argv.slice(2), { root: join(import.meta.dirname, '..'), manifest });
