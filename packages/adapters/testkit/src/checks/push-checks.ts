import { AdapterError, type Command, type CommandKind, type CommandResult } from '@kirana/adapter';
import { type Check, type Findings, notApplicable } from '../check.ts';
import { COMMAND_KINDS, commandId, exampleOf, NOBODY } from '../commands.ts';
import {
  DROPPED,
  describeError,
  type Failure,
  OUTAGES,
  RATE_LIMITED,
  takenWrong,
  textsOf,
  UNAUTHORISED,
} from '../failures.ts';
import { type Provider, type Settled, settle } from '../provider.ts';
import type { Subject } from '../subject.ts';

const declaredKinds = ({ adapter }: Subject): readonly CommandKind[] =>
  COMMAND_KINDS.filter((kind) => adapter.manifest.capabilities.commands?.[kind] !== undefined);

const send = (subject: Subject, provider: Provider, command: Command): Promise<CommandResult> => {
  const { adapter } = subject;
  if (adapter.send === undefined) throw new Error('the adapter cannot send');
  return adapter.send(provider.context(), command);
};

/** For adapters that send: once for every declared kind of command, with a provider of its own. */
const sending =
  (work: (subject: Subject, provider: Provider, kind: CommandKind) => Promise<readonly string[]>) =>
  async (subject: Subject): Promise<Findings> => {
    if (subject.adapter.send === undefined) return notApplicable('no commands are declared');
    if (subject.options.simulator === undefined) return ['a simulator is needed: give options.simulator'];
    const findings: string[] = [];
    for (const kind of declaredKinds(subject)) {
      const provider = await subject.freshProvider();
      findings.push(...(await work(subject, provider, kind)).map((one) => `${kind}: ${one}`));
    }
    return findings;
  };

/** `taken` is for what settles later, and for nothing else. */
function wrongResult({ adapter }: Subject, kind: CommandKind, result: CommandResult): string | undefined {
  const settles = adapter.manifest.capabilities.commands?.[kind]?.settles;
  if (result.kind === 'refused') return `it is refused: ${result.detail}`;
  if (result.kind === 'taken' && settles === 'at_once') return 'it is only taken, and is declared to settle at once';
  if (result.kind === 'done' && result.lines.some((line) => !line.ok)) return 'a line is refused';
  return undefined;
}

async function isDone(subject: Subject, provider: Provider, kind: CommandKind): Promise<readonly string[]> {
  const before = provider.running.effects.length;
  const result = await send(subject, provider, await exampleOf(subject, kind, commandId('done')));
  const wrong = wrongResult(subject, kind, result);
  if (wrong !== undefined) return [wrong];
  return provider.running.effects.length > before ? [] : ['it is told as done, and the provider shows no effect'];
}

async function oneEffect(subject: Subject, provider: Provider, kind: CommandKind): Promise<readonly string[]> {
  const command = await exampleOf(subject, kind, commandId('same'));
  await send(subject, provider, command);
  const after = provider.running.effects.length;
  const again = await settle(() => send(subject, provider, command));
  const more = provider.running.effects.length - after;
  const findings = more > 0 ? [`the same id a second time has ${more} effects more`] : [];
  if (again.kind === 'threw') findings.push(`the same id a second time throws ${describeError(again.error)}`);
  else if (again.value.kind === 'refused') findings.push(`the same id a second time is refused: ${again.value.detail}`);
  return findings;
}

/** The answer was lost on the way: the provider did it, and is asked again. */
async function afterLostAnswer(subject: Subject, provider: Provider, kind: CommandKind): Promise<readonly string[]> {
  const command = await exampleOf(subject, kind, commandId('lost'));
  const first = await provider.scripted(['drop'], () => send(subject, provider, command));
  if (first.settled.kind === 'returned') return ['an answer that never came is taken for success'];
  const result = await send(subject, provider, command);
  const wrong = wrongResult(subject, kind, result);
  return wrong === undefined ? [] : [`after an attempt that failed: ${wrong}`];
}

function isNo(settled: Settled<CommandResult>): boolean {
  if (settled.kind === 'threw') {
    return settled.error instanceof AdapterError && ['permanent', 'config'].includes(settled.error.kind);
  }
  const result = settled.value;
  return result.kind === 'refused' || (result.kind === 'done' && result.lines.some((line) => !line.ok));
}

const outcomeOf = (settled: Settled<CommandResult>): string =>
  settled.kind === 'threw' ? describeError(settled.error) : `"${settled.value.kind}"`;

async function refusals(subject: Subject, provider: Provider, kind: CommandKind): Promise<readonly string[]> {
  const findings: string[] = [];
  const later = subject.adapter.manifest.capabilities.commands?.[kind]?.settles === 'later';
  const before = provider.running.effects.length;
  const unknown = await settle(async () =>
    send(subject, provider, await exampleOf(subject, kind, commandId('refused'), NOBODY)),
  );
  const taken = later && unknown.kind === 'returned' && unknown.value.kind === 'taken';
  if (!taken && !isNo(unknown))
    findings.push(`what the provider does not know is to be refused, and is ${outcomeOf(unknown)}`);
  if (provider.running.effects.length > before) findings.push('what the provider does not know has an effect');
  for (const [index, answer] of (subject.options.refusals?.[kind] ?? []).entries()) {
    const command = await exampleOf(subject, kind, commandId(`refused_${index}`));
    const { settled } = await provider.scripted([answer], () => send(subject, provider, command));
    if (!isNo(settled))
      findings.push(`refusal ${index + 1} of the options is to be refused, and is ${outcomeOf(settled)}`);
  }
  return findings;
}

const FAILURES: readonly Failure[] = [...UNAUTHORISED, RATE_LIMITED, ...OUTAGES, DROPPED];

async function failures(subject: Subject, provider: Provider, kind: CommandKind): Promise<readonly string[]> {
  const findings: string[] = [];
  for (const failure of FAILURES) {
    const command = await exampleOf(subject, kind, commandId('failing'));
    findings.push(...(await takenWrong(provider, failure, () => send(subject, provider, command))));
  }
  return findings;
}

async function leaks(subject: Subject, provider: Provider, kind: CommandKind): Promise<readonly string[]> {
  // which secrets it uses shows when it sends
  await settle(async () => send(subject, provider, await exampleOf(subject, kind, commandId('leaking_not'))));
  const secrets = [...provider.asked].filter((value) => value.length >= 4);
  const body = JSON.stringify({
    success: '0',
    message: secrets.join(' '),
    error: secrets.join(' '),
    errors: [{ detail: secrets.join(' ') }],
  });
  const findings: string[] = [];
  for (const status of [200, 400, 401, 422, 500]) {
    const command = await exampleOf(subject, kind, commandId('leaking'));
    const { settled } = await provider.scripted([{ status, body }], () => send(subject, provider, command));
    const text = settled.kind === 'threw' ? textsOf(settled.error) : JSON.stringify(settled.value);
    if (secrets.some((value) => text.includes(value))) findings.push(`after an answer of ${status} a secret is told`);
  }
  return findings;
}

async function undeclared(subject: Subject): Promise<Findings> {
  if (subject.adapter.send === undefined) return notApplicable('no commands are declared');
  if (subject.options.simulator === undefined) return ['a simulator is needed: give options.simulator'];
  const declared = declaredKinds(subject);
  const provider = await subject.provider();
  const findings: string[] = [];
  for (const kind of COMMAND_KINDS.filter((one) => !declared.includes(one))) {
    const command = await exampleOf(subject, kind, commandId('undeclared'), NOBODY);
    const settled = await settle(() => send(subject, provider, command));
    if (settled.kind === 'returned') findings.push(`${kind} is not declared, and is "${settled.value.kind}"`);
  }
  return declared.length === COMMAND_KINDS.length ? notApplicable('every kind of command is declared') : findings;
}

export const PUSH_CHECKS: readonly Check[] = [
  {
    id: 'push/done',
    title: 'every declared command is carried out, and told as it is declared to settle',
    why: 'a command that is told as done and was not is stock sold twice',
    run: sending(isDone),
  },
  {
    id: 'push/same-id-once',
    title: 'the same command twice has one effect, and is no error',
    why: 'after a lost answer the server asks again',
    run: sending(oneEffect),
  },
  {
    id: 'push/after-failure',
    title: 'a command works at the attempt after one that failed',
    why: 'an attempt that failed must not use up the command',
    run: sending(afterLostAnswer),
  },
  {
    id: 'push/refused',
    title: 'what the provider refuses is refused, in whatever way it says so',
    why: 'many say no with a 200',
    run: sending(refusals),
  },
  {
    id: 'push/failures',
    title: '401 and 403 are `auth`, 429 `rate_limited`, outages `transient`',
    why: 'what may work later is tried later, and what cannot is not',
    run: sending(failures),
  },
  {
    id: 'push/undeclared',
    title: 'a command of an undeclared kind throws',
    why: 'silence would be taken for success',
    run: undeclared,
  },
  {
    id: 'push/no-secret-told',
    title: 'no secret stands in a result or an error of a command',
    why: 'results are kept and shown',
    run: sending(leaks),
  },
];
