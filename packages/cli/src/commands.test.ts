import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from '@oclif/core';
import { describe, expect, test } from 'vitest';
import { COMMANDS } from './commands.ts';
import { globalFlags } from './flags.ts';

const entries = Object.entries(COMMANDS);
const FOLDER = join(import.meta.dirname, 'commands');
const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');

describe.each(entries)('%s', (id, command) => {
  test('prints JSON, says what it does and shows how', () => {
    expect(command.enableJsonFlag).toBe(true);
    expect(command.summary).toBeTruthy();
    expect(command.examples?.length).toBeGreaterThan(0);
    expect(command.baseFlags).toBe(globalFlags);
    expect(command.prototype).toBeInstanceOf(Command);
  });

  test('every flag has a summary and a twin in the environment', () => {
    const flags = { ...command.baseFlags, ...command.flags };
    for (const [name, flag] of Object.entries(flags)) {
      expect(flag.env, name).toMatch(/^KIRANA_[A-Z_]+$/);
      expect(flag.summary, name).toBeTruthy();
    }
  });

  test('stands in the README', () => {
    expect(readme).toContain(`\`${id.replaceAll(':', ' ')}`);
  });
});

test('every file of commands is on the list, by its own path', () => {
  const paths = files.map((file) => file.replace(/\.ts$/, '').replaceAll('/', ':'));
  const ids = entries.map(([id]) => id).filter((id) => id !== 'replay');
  expect(ids.sort()).toEqual(paths.sort());
});

test('a command fits on a screen or two', () => {
  const long = files.filter((file) => readFileSync(join(FOLDER, file), 'utf8').split('\n').length > 91);
  expect(long).toEqual([]);
});
