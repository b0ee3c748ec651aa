import { describe, expect, test } from 'vitest';
import type { Contexts } from './context.ts';
import { contextView } from './context-view.ts';
import { redact } from './redact.ts';
import { resolveTarget } from './target.ts';

const local = {
  url: 'http://127.0.0.1:8080',
  key: 'kir_local_0123456789',
  rootKey: 'root_0123456789abcdef',
  storeId: 'sto_1',
};
const live = { url: 'https://kirana.example.com', key: 'kir_live_9876543210' };
const saved: Contexts = { version: 1, current: 'local', contexts: { local, live } };

describe('what a command talks to', () => {
  test.each([
    ['the current context', {}, local],
    ['the context named', { context: 'live' }, live],
    ['a key given instead of the saved one', { key: 'kir_other' }, { ...local, key: 'kir_other' }],
    ['the same server by another path', { url: 'http://127.0.0.1:8080/' }, { ...local, url: 'http://127.0.0.1:8080/' }],
    [
      'another server: no saved key goes there',
      { url: 'https://elsewhere.example' },
      { url: 'https://elsewhere.example' },
    ],
  ])('%s', (_name, flags, want) => {
    expect(resolveTarget(saved, flags).context).toEqual(want);
  });

  test.each([
    ['nothing saved, nothing given', { ...saved, current: null }, {}, 'CONTEXT_MISSING'],
    ['an unknown name', saved, { context: 'nope' }, 'CONTEXT_UNKNOWN'],
    ['no address', saved, { url: 'localhost' }, 'URL_INVALID'],
    ['another protocol', saved, { url: 'file:///etc/passwd' }, 'URL_INVALID'],
  ])('%s is refused', (_name, contexts, flags, code) => {
    expect(() => resolveTarget(contexts, flags)).toThrow(
      expect.objectContaining({ failure: expect.objectContaining({ code }) }),
    );
  });
});

test('a context is shown without its keys', () => {
  const hooks = { petpooja: { url: 'http://h/v1/hooks/tok', secrets: { hookSecret: 'very-secret-value' } } };
  const shown = JSON.stringify(contextView('local', { ...local, hooks }, true));
  for (const secret of [local.key, local.rootKey, 'very-secret-value', 'tok"']) expect(shown).not.toContain(secret);
});

test.each([
  ['kir_0123456789abcdef', '••••cdef'],
  ['short', '••••'],
  ['', '••••'],
])('%s is shown as %s', (secret, want) => {
  expect(redact(secret)).toBe(want);
});
