import { AdapterError, type CheckResult } from '@kirana/adapter';
import { type Check, type Findings, notApplicable } from '../check.ts';
import { DROPPED, describeError, OUTAGES, takenWrong } from '../failures.ts';
import { type Provider, settle } from '../provider.ts';
import { type Subject, testSecret } from '../subject.ts';

const checking =
  (
    work: (
      check: (provider: Provider, secrets?: Record<string, string>) => Promise<CheckResult>,
      provider: Provider,
    ) => Promise<Findings>,
  ) =>
  async (subject: Subject): Promise<Findings> => {
    const { check } = subject.adapter;
    if (check === undefined) return notApplicable('it cannot check credentials');
    if (subject.options.simulator === undefined) return ['a simulator is needed: give options.simulator'];
    return work(
      (provider, secrets) => check(provider.context(secrets === undefined ? {} : { secrets })),
      await subject.provider(),
    );
  };

export const ACCOUNT_CHECKS: readonly Check[] = [
  {
    id: 'check/good-credentials',
    title: 'good credentials are good',
    why: 'it is the first thing an operator sees',
    run: checking(async (check, provider) => {
      const result = await check(provider);
      return result.ok ? [] : [`they are not: ${result.detail}`];
    }),
  },
  {
    id: 'check/bad-credentials',
    title: 'bad credentials are `ok: false`, `auth` or `config`, never an outage',
    why: 'an operator who is told to wait waits for ever',
    run: checking(async (check, provider) => {
      const { secrets } = provider.installation;
      if (Object.keys(secrets).length === 0) return notApplicable('there are no credentials');
      const findings: string[] = [];
      const wrong = Object.fromEntries(Object.keys(secrets).map((name) => [name, testSecret(name, 'wrong')]));
      for (const [what, given] of [
        ['wrong secrets', wrong],
        ['no secrets', {}],
      ] as const) {
        const settled = await settle(() => check(provider, given));
        if (settled.kind === 'returned') {
          if (settled.value.ok) findings.push(`${what} are taken for good`);
        } else {
          const kind = settled.error instanceof AdapterError ? settled.error.kind : 'none';
          if (!['auth', 'config'].includes(kind)) findings.push(`${what} throw ${describeError(settled.error)}`);
        }
      }
      return findings;
    }),
  },
  {
    id: 'check/outage',
    title: 'an outage throws `transient`',
    why: 'good credentials must not be called bad because the provider is down',
    run: checking(async (check, provider) => {
      const findings: string[] = [];
      for (const failure of [...OUTAGES, DROPPED])
        findings.push(...(await takenWrong(provider, failure, () => check(provider))));
      return findings;
    }),
  },
];
