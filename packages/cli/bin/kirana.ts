#!/usr/bin/env node
// Runs the command line from its sources; bin/kirana.js is what is published.
import { existsSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import manifest from '../package.json' with { type: 'json' };

// before anything else is loaded
enableCompileCache();
const { runKirana } = await import('../src/run.ts');

// what `npm start` saved for trying things out, in the folder it keeps its data in
const demo = join(process.env.KIRANA_DATA ?? '.kirana', 'contexts.json');
if (!process.env.KIRANA_CONFIG && existsSync(demo)) process.env.KIRANA_CONFIG = demo;

const oclif = { ...manifest.oclif, commands: { ...manifest.oclif.commands, target: './src/commands.ts' } };
process.exitCode = await runKirana(process.argv.slice(2), {
  root: join(import.meta.dirname, '..'),
  manifest: { ...manifest, oclif } as never,
});
