/** What a script can tell from the exit status. Published: a number is never reused. */
export const EXIT = {
  ok: { code: 0, meaning: 'done' },
  bug: { code: 1, meaning: 'a mistake of this program: please report it' },
  usage: { code: 2, meaning: 'the command or its values are wrong; nothing was done' },
  config: { code: 3, meaning: 'no address, no key, or the key may not do this' },
  notFound: { code: 4, meaning: 'there is no such thing for this key' },
  remote: { code: 5, meaning: 'the server or network failed, or the call does not fit the present state' },
  partial: { code: 6, meaning: 'finished, but some of it could not be applied' },
  check: { code: 7, meaning: 'a check failed' },
  interrupted: { code: 130, meaning: 'stopped by Ctrl-C' },
} as const satisfies Record<string, { readonly code: number; readonly meaning: string }>;

export type ExitKind = keyof typeof EXIT;
