import { AdapterError, type Page } from '@kirana/adapter';
import { lotus } from '../example/adapter.ts';
import type { Cursor } from '../example/pull.ts';
import { type Broken, pullingBy, sendingBy } from './broken.ts';

const skipsRow: Broken = {
  fault: 'skips a row where a page ends',
  adapter: pullingBy((pull) => async (context, request) => {
    const page = await pull(context, request);
    if (page.cursor === null) return page;
    const cursor = JSON.parse(page.cursor) as Cursor;
    return cursor.from === 0 ? page : { ...page, cursor: JSON.stringify({ ...cursor, from: cursor.from + 1 }) };
  }),
  // the scope has its pages elsewhere, and so misses other rows
  fails: ['pull/complete', 'pull/scopes'],
};

const remembersPage: Broken = {
  fault: 'keeps the place of a pull in its own memory',
  adapter: pullingBy((pull) => {
    let place: string | null = null;
    return async (context, request) => {
      const page: Page = await pull(context, { ...request, cursor: request.cursor === null ? null : place });
      place = page.cursor;
      return page.cursor === null ? page : { ...page, cursor: `memory:${page.cursor}` };
    };
  }),
  fails: ['pull/same-cursor-same-page', 'pull/resume-every-page', 'pull/crash-before-commit'],
};

const authIsTransient: Broken = {
  fault: 'takes 401 for an outage',
  adapter: pullingBy((pull) => async (context, request) => {
    try {
      return await pull(context, request);
    } catch (error) {
      if (error instanceof AdapterError && error.kind === 'auth') throw new AdapterError('transient', error.message);
      throw error;
    }
  }),
  fails: ['pull/auth'],
};

const forgetsWait: Broken = {
  fault: 'passes over Retry-After',
  adapter: pullingBy((pull) => async (context, request) => {
    try {
      return await pull(context, request);
    } catch (error) {
      if (error instanceof AdapterError && error.kind === 'rate_limited')
        throw new AdapterError('rate_limited', 'wait');
      throw error;
    }
  }),
  fails: ['pull/rate-limited'],
};

const tellsSecret: Broken = {
  fault: 'puts the key into an error',
  adapter: pullingBy((pull) => async (context, request) => {
    try {
      return await pull(context, request);
    } catch (error) {
      if (!(error instanceof AdapterError) || error.kind !== 'auth') throw error;
      throw new AdapterError('auth', `Lotus does not know the key ${context.secret('apiKey')}`);
    }
  }),
  fails: ['pull/no-secret-told'],
};

const ignoresAbort: Broken = {
  fault: 'goes on when it is given up',
  adapter: pullingBy((pull) => async (context, request) => {
    try {
      return await pull(context, request);
    } catch (error) {
      if (!context.signal.aborted) throw error;
      return { endpoint: 'list', location: null, bytes: Buffer.from('{"rows":[]}'), cursor: null };
    }
  }),
  fails: ['pull/abort'],
};

const htmlIsEmpty: Broken = {
  fault: 'takes a page of HTML for an empty list',
  adapter: pullingBy((pull) => async (context, request) => {
    try {
      return await pull(context, request);
    } catch (error) {
      if (!(error instanceof AdapterError) || error.kind !== 'schema') throw error;
      const location = context.locations[0] ?? null;
      return { endpoint: 'list', location, bytes: Buffer.from('{"rows":[]}'), cursor: null, completes: ['item'] };
    }
  }),
  fails: ['pull/unreadable'],
};

const alwaysComplete: Broken = {
  fault: 'calls what changed since the last pull the whole list',
  adapter: pullingBy((pull) => async (context, request) => {
    const page = await pull(context, request);
    return page.cursor === null ? { ...page, completes: ['item'] } : page;
  }),
  fails: ['pull/incremental'],
};

const noIsYes: Broken = {
  fault: 'takes a refusal in a 200 for done',
  adapter: sendingBy((send) => async (context, command) => {
    const result = await send(context, command);
    return result.kind === 'refused' ? { kind: 'done', reference: null, lines: [] } : result;
  }),
  fails: ['push/refused'],
};

const twoEffects: Broken = {
  fault: 'gives the provider another key at each attempt',
  adapter: sendingBy((send) => {
    let attempts = 0;
    return (context, command) => {
      attempts += 1;
      return send(context, { ...command, id: `${command.id}-${attempts}` });
    };
  }),
  fails: ['push/same-id-once'],
};

const silentCommand: Broken = {
  fault: 'takes a command it does not know for done',
  adapter: sendingBy(
    (send) => async (context, command) =>
      command.kind === 'stock.set' ? send(context, command) : { kind: 'done', reference: null, lines: [] },
  ),
  fails: ['push/undeclared'],
};

const outageIsBad: Broken = {
  fault: 'calls credentials bad when the provider is down',
  adapter: {
    ...lotus,
    async check(context) {
      try {
        return (await lotus.check?.(context)) ?? { ok: false, detail: 'no check' };
      } catch {
        return { ok: false, detail: 'It does not work.' };
      }
    },
  },
  fails: ['check/outage'],
};

export const BROKEN_CALLING: readonly Broken[] = [
  skipsRow,
  remembersPage,
  authIsTransient,
  forgetsWait,
  tellsSecret,
  ignoresAbort,
  htmlIsEmpty,
  alwaysComplete,
  noIsYes,
  twoEffects,
  silentCommand,
  outageIsBad,
];
