import type { Page } from '@kirana/adapter';
import { type Check, type Findings, notApplicable } from '../check.ts';
import { difference } from '../difference.ts';
import type { Provider } from '../provider.ts';
import { meaningOf, pullFrom, someCursors, stateOf } from '../pulls.ts';
import { eventEndpoint, normalise, type Subject } from '../subject.ts';

type Work = (subject: Subject, provider: Provider) => Promise<Findings>;

/** For adapters that pull, with the simulator at hand. */
export const pulling =
  (work: Work) =>
  async (subject: Subject): Promise<Findings> => {
    if (subject.adapter.pull === undefined) return notApplicable('it does not pull');
    if (subject.options.simulator === undefined) return ['a simulator is needed: give options.simulator'];
    return work(subject, await subject.provider());
  };

const wellFormed: Work = async (subject, { installation }) => {
  const pages = await subject.pages();
  return pages.flatMap((page, index) => {
    const name = `page ${index + 1}`;
    const endpoint = eventEndpoint(subject.adapter, page.endpoint);
    if (endpoint === undefined) return [`${name} is for "${page.endpoint}", which is no event endpoint`];
    const { locations } = installation;
    const stray = page.location !== null && locations.length > 0 && !locations.includes(page.location);
    const early = page.cursor !== null && ((page.completes ?? []).length > 0 || (page.resume ?? null) !== null);
    return [
      ...(stray ? [`${name} is of "${page.location}", which is no location of the connection`] : []),
      ...(early ? [`${name} is not the last, and completes or resumes`] : []),
      ...(page.location === null && locations.length > 1 && endpoint.of !== 'connection'
        ? [`${name} names no location, and there are several`]
        : []),
    ];
  });
};

const cursorsAreText: Work = async (subject) => {
  const pages = await subject.pages();
  const findings = pages.flatMap((page, index) =>
    [page.cursor, page.resume ?? null].flatMap((value) => {
      if (value === null) return [];
      if (typeof value !== 'string') return [`page ${index + 1}: a cursor is ${typeof value}`];
      return JSON.parse(JSON.stringify(value)) === value && value !== ''
        ? []
        : [`page ${index + 1}: "${value}" does not survive JSON`];
    }),
  );
  const seen = pages.flatMap((page) => page.cursor ?? []);
  return new Set(seen).size === seen.length
    ? findings
    : [...findings, 'the same cursor comes twice: the pull would go round'];
};

const samePage: Work = async (subject, provider) => {
  const pages = await subject.pages();
  const findings: string[] = [];
  for (const { index, cursor } of someCursors(pages)) {
    const first = meaningOf(subject, pages[index] as Page);
    for (let time = 0; time < 2; time += 1) {
      const again = await subject.adapter.pull?.(provider.context(), { scope: null, since: null, cursor });
      const found = difference(first, meaningOf(subject, again as Page));
      if (found !== undefined) findings.push(`page ${index + 1} is another one the next time: ${found}`);
    }
  }
  return findings;
};

const resumes: Work = async (subject, provider) => {
  const pages = await subject.pages();
  if (pages.length < 2) return notApplicable('a pull of this simulator is one page');
  const findings: string[] = [];
  for (const { index, cursor } of someCursors(pages).slice(1)) {
    const rest = await pullFrom(subject, provider, { cursor });
    const found = difference(stateOf(subject, pages.slice(index)), stateOf(subject, rest));
    if (found !== undefined) findings.push(`resumed at page ${index + 1}: ${found}`);
    const [last, before] = [rest.at(-1), pages.at(-1)];
    const ends = difference(before?.completes ?? [], last?.completes ?? []);
    if (ends !== undefined) findings.push(`resumed at page ${index + 1}, it completes something else: ${ends}`);
  }
  return findings;
};

/** Each page is asked for twice, as after a crash before it was kept; what is kept is the second. */
const crashes: Work = async (subject, provider) => {
  const pages = await subject.pages();
  const kept: Page[] = [];
  let cursor: string | null = null;
  do {
    await subject.adapter.pull?.(provider.context(), { scope: null, since: null, cursor });
    const page = (await subject.adapter.pull?.(provider.context(), { scope: null, since: null, cursor })) as Page;
    kept.push(page);
    cursor = page.cursor;
    if (kept.length > pages.length * 2 + 10) return ['a pull whose pages are asked for twice does not end'];
  } while (cursor !== null);
  const found = difference(stateOf(subject, pages), stateOf(subject, kept));
  return found === undefined ? [] : [found];
};

/** Nothing changed meanwhile: whatever an incremental pull tells is known. */
const incremental: Work = async (subject, provider) => {
  const pages = await subject.pages();
  const resume = pages.at(-1)?.resume ?? null;
  if (resume === null) return notApplicable('pulls do not resume: each is of everything');
  const later = await pullFrom(subject, provider, { since: resume });
  const completes = later.flatMap((page) => page.completes ?? []);
  const whole = stateOf(subject, pages);
  const findings = Object.entries(stateOf(subject, later)).flatMap(([location, things]) =>
    Object.entries(things as object).flatMap(([key, change]) => {
      const known = (whole[location] as Record<string, unknown> | undefined)?.[key];
      const found = difference(known, change);
      return found === undefined ? [] : [`${key} is new after a whole pull: ${found}`];
    }),
  );
  if (completes.length > 0) findings.push(`a pull since the last one says it is complete of ${completes.join(', ')}`);
  if ((later.at(-1)?.resume ?? null) === null)
    findings.push('it ends without a resume: the next pull would be of everything');
  return findings;
};

const scopes: Work = async (subject, provider) => {
  const { pullScopes = [] } = subject.adapter.manifest.capabilities;
  if (pullScopes.length === 0) return notApplicable('no scopes are declared');
  const whole = stateOf(subject, await subject.pages());
  const findings: string[] = [];
  for (const scope of pullScopes) {
    const state = stateOf(subject, await pullFrom(subject, provider, { scope }));
    const stray = Object.entries(state).flatMap(([location, things]) =>
      Object.keys(things as object).filter((key) => !Object.hasOwn((whole[location] ?? {}) as object, key)),
    );
    if (stray.length > 0) findings.push(`the scope "${scope}" gives ${stray[0]}, which a pull of everything does not`);
  }
  return findings;
};

const complete: Work = async (subject, provider) => {
  const { holds } = subject.options;
  if (holds === undefined) return notApplicable('options.holds does not say what the provider has');
  const changes = (await subject.pages()).flatMap((page) => normalise(subject.pageBody(page, 'page')).changes);
  return Object.entries(holds(provider.running)).flatMap(([kind, ids]) => {
    const found = new Set(
      changes.flatMap((change) => (change.kind === kind && 'externalId' in change ? [change.externalId] : [])),
    );
    const missing = ids.filter((id) => !found.has(id));
    const stray = [...found].filter((id) => !ids.includes(id));
    return [
      ...(missing.length > 0
        ? [`${kind}: ${missing.length} of ${ids.length} are missing, the first is ${missing[0]}`]
        : []),
      ...(stray.length > 0 ? [`${kind}: ${stray.length} are not there, the first is ${stray[0]}`] : []),
    ];
  });
};

const emptyAccount = async (subject: Subject): Promise<Findings> => {
  if (subject.adapter.pull === undefined) return notApplicable('it does not pull');
  if (subject.options.simulator === undefined) return ['a simulator is needed: give options.simulator'];
  const provider = await subject.freshProvider({ size: 0 });
  const pages = await pullFrom(subject, provider);
  for (const page of pages) normalise(subject.pageBody(page, 'page'));
  return [];
};

export const PULL_CHECKS: readonly Check[] = [
  {
    id: 'pull/whole',
    title: 'a pull of everything comes to its end, in pages of declared endpoints and known stores',
    why: 'a page that belongs nowhere is held for ever',
    run: pulling(wellFormed),
  },
  {
    id: 'pull/complete',
    title: 'a pull finds all that the provider has, and nothing else',
    why: 'a row lost at the edge of a page is an item that nobody can buy',
    run: pulling(complete),
  },
  {
    id: 'pull/cursors-are-text',
    title: 'cursors are texts that survive JSON, and none comes twice',
    why: 'they are kept in a row between two pages',
    run: pulling(cursorsAreText),
  },
  {
    id: 'pull/same-cursor-same-page',
    title: 'the same cursor gives the same page again',
    why: 'an adapter with a memory of its own forgets at a restart',
    run: pulling(samePage),
  },
  {
    id: 'pull/resume-every-page',
    title: 'from the cursor of any page the rest is the same',
    why: 'a server is restarted in the middle of a pull',
    run: pulling(resumes),
  },
  {
    id: 'pull/crash-before-commit',
    title: 'a page that is asked for again leaves no gap',
    why: 'a crash comes between the page and its being kept',
    run: pulling(crashes),
  },
  {
    id: 'pull/incremental',
    title: 'a pull since the last one tells nothing new when nothing changed',
    why: 'an incremental pull that claims to be complete removes the rest of the catalog',
    run: pulling(incremental),
  },
  {
    id: 'pull/scopes',
    title: 'every declared scope can be pulled, and gives a part of everything',
    why: 'a poke asks for a scope by its name',
    run: pulling(scopes),
  },
  {
    id: 'pull/empty-account',
    title: 'a provider without anything can be pulled',
    why: 'every account is empty on its first day',
    run: emptyAccount,
  },
];
