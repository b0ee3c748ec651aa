import { setTimeout as delay } from 'node:timers/promises';
import type { PullRequest } from '@kirana/adapter';
import type { ScriptedAnswer } from '@kirana/adapter/simulator';
import { type Check, type Findings, notApplicable } from '../check.ts';
import {
  DROPPED,
  type Failure,
  OUTAGES,
  RATE_LIMITED,
  takenWrong,
  textsOf,
  UNAUTHORISED,
  UNREADABLE,
} from '../failures.ts';
import { type Provider, settle } from '../provider.ts';
import type { Subject } from '../subject.ts';
import { pulling } from './pull-checks.ts';

const FIRST: PullRequest = { scope: null, since: null, cursor: null };

/** The first page, and one from the middle: both must take a failure the same. */
async function requestsOf({ pages }: Subject): Promise<readonly PullRequest[]> {
  const all = await pages();
  const cursor = all[Math.floor((all.length - 1) / 2)]?.cursor ?? null;
  return cursor === null ? [FIRST] : [FIRST, { ...FIRST, cursor }];
}

const taking = (failures: readonly Failure[]) =>
  pulling(async (subject: Subject, provider: Provider): Promise<Findings> => {
    const findings: string[] = [];
    for (const request of await requestsOf(subject)) {
      for (const failure of failures) {
        findings.push(
          ...(await takenWrong(provider, failure, async () => subject.adapter.pull?.(provider.context(), request))),
        );
      }
    }
    return [...new Set(findings)];
  });

/** Long enough for a busy machine; an adapter that does not look at the signal waits for an answer that never comes. */
const PATIENCE_MS = 5_000;

async function giveUp(subject: Subject, provider: Provider): Promise<Findings> {
  const abort = new AbortController();
  const context = provider.context({ signal: abort.signal });
  const asked = provider.running.calls.length;
  let atAbort = asked;
  const { settled } = await provider.scripted(
    Array.from({ length: 20 }, () => 'hang' as const),
    async () => {
      const pull = settle(async () => subject.adapter.pull?.(context, FIRST));
      for (let tries = 0; tries < 200 && provider.running.calls.length === asked; tries += 1) await delay(5);
      atAbort = provider.running.calls.length;
      abort.abort();
      return Promise.race([pull, delay(PATIENCE_MS, 'waiting' as const)]);
    },
  );
  if (settled.kind === 'threw') return [String(settled.error)];
  if (settled.value === 'waiting') return ['the pull goes on after it was given up'];
  if (atAbort === asked) return ['the provider was never asked'];
  const more = provider.running.calls.length - atAbort;
  if (more > 0) return [`the provider is asked ${more} more times after the pull was given up`];
  return settled.value.kind === 'returned' ? ['a pull that was given up succeeds'] : [];
}

/** Shorter ones stand in any text. */
const LEAST_SECRET = 4;

/** A provider that repeats what it was sent. */
function echoes(secrets: readonly string[]): readonly ScriptedAnswer[] {
  const text = secrets.join(' ');
  const body = JSON.stringify({
    success: '0',
    error: text,
    message: text,
    errors: [{ code: text, detail: text }],
    detail: text,
  });
  return [200, 400, 401, 403, 404, 422, 500].map((status) => ({ status, headers: { 'x-request-id': 'r-1' }, body }));
}

async function leaks(subject: Subject, provider: Provider): Promise<Findings> {
  await subject.pages();
  const secrets = [...provider.asked].filter((value) => value.length >= LEAST_SECRET);
  if (secrets.length === 0) return notApplicable('it uses no secrets');
  const findings: string[] = [];
  for (const answer of ['drop' as const, ...echoes(secrets)]) {
    const what =
      answer === 'drop' ? 'a connection that breaks' : `an answer of ${(answer as { status: number }).status}`;
    const { settled } = await provider.scripted([answer, answer], async () =>
      subject.adapter.pull?.(provider.context(), FIRST),
    );
    const text = settled.kind === 'threw' ? textsOf(settled.error) : '';
    if (secrets.some((value) => text.includes(value))) findings.push(`after ${what} the error holds a secret`);
    if (subject.adapter.check === undefined) continue;
    const checked = await provider.scripted([answer, answer], async () => subject.adapter.check?.(provider.context()));
    const said =
      checked.settled.kind === 'threw' ? textsOf(checked.settled.error) : (checked.settled.value?.detail ?? '');
    if (secrets.some((value) => said.includes(value))) findings.push(`after ${what} the check's answer holds a secret`);
  }
  return findings;
}

export const PULL_FAILURE_CHECKS: readonly Check[] = [
  {
    id: 'pull/auth',
    title: '401 and 403 are `auth`',
    why: 'a connection without rights is held and told of, not tried for ever',
    run: taking(UNAUTHORISED),
  },
  {
    id: 'pull/rate-limited',
    title: '429 is `rate_limited`, with the wait the provider asks for',
    why: 'asking sooner makes it longer',
    run: taking([RATE_LIMITED]),
  },
  {
    id: 'pull/server-errors',
    title: '500, 502 and 503 are `transient`',
    why: 'an outage must never fill the dead letters',
    run: taking(OUTAGES),
  },
  {
    id: 'pull/dropped',
    title: 'a connection that breaks is `transient`',
    why: 'networks do',
    run: taking([DROPPED]),
  },
  {
    id: 'pull/unreadable',
    title: 'a 200 that cannot be read is no success',
    why: 'a page of a proxy taken for an empty list would empty the store',
    run: taking(UNREADABLE),
  },
  {
    id: 'pull/abort',
    title: 'a pull that is given up ends at once, and asks no more',
    why: 'a server that shuts down waits for it',
    run: pulling(giveUp),
  },
  {
    id: 'pull/no-secret-told',
    title: 'no secret stands in an error or in the words of a check, even when the provider repeats it',
    why: 'errors are logged and shown',
    run: pulling(leaks),
  },
];
