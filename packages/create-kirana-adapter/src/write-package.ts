import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AnswerError, type Answers } from './answers.ts';
import { manifestSource, staticManifestOf } from './manifest.ts';
import { packageJson } from './package-json.ts';

const TEMPLATE = join(import.meta.dirname, '../template');

/** Folders of the template that make up the package; where two have a file of one name, the later one's counts. */
const layersOf = ({ pushes, pulls, verification, stock, license }: Answers): readonly string[] => [
  'base',
  `verification-${pushes ? verification : 'none'}`,
  `pushes-${pushes ? 'yes' : 'no'}`,
  `pulls-${pulls ? 'yes' : 'no'}`,
  `stock-${stock}`,
  ...(license === 'none' ? [] : [`license-${license}`]),
];

const asText = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;

/** npm leaves files such as .gitignore out of packages: they are kept as _gitignore. */
const ownName = (path: string): string =>
  path
    .split('/')
    .map((part) => part.replace(/^_/, '.'))
    .join('/');

function wordsOf(answers: Answers, year: number): Readonly<Record<string, string>> {
  return {
    __ID__: answers.id,
    __PACKAGE__: answers.packageName,
    __TITLE__: answers.title,
    __PROVIDER_URL__: answers.providerUrl,
    __API_URL__: answers.apiUrl,
    __HEADER__: answers.header,
    __PREFIX__: answers.prefix,
    __YEAR__: String(year),
  };
}

/** Every file of the new package, by path. @param version of Kirana's own packages */
export async function packageFiles(
  answers: Answers,
  { version, year }: { readonly version: string; readonly year: number },
): Promise<ReadonlyMap<string, string>> {
  const words = wordsOf(answers, year);
  const files = new Map<string, string>();
  for (const layer of layersOf(answers)) {
    const folder = join(TEMPLATE, layer);
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      const text = await readFile(path, 'utf8');
      const name = path.slice(folder.length + 1).replaceAll('\\', '/');
      files.set(
        ownName(name),
        text.replaceAll(/__[A-Z_]+?__/g, (word) => words[word] ?? word),
      );
    }
  }
  files.set('src/manifest.ts', manifestSource(answers));
  files.set('kirana.manifest.json', asText(staticManifestOf(answers)));
  files.set('package.json', asText(packageJson(answers, version)));
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Writes the files into a folder that is new or empty. @throws AnswerError when it has anything in it */
export async function writePackage(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  await mkdir(folder, { recursive: true });
  const there = (await readdir(folder)).filter((name) => name !== '.git');
  if (there.length > 0) throw new AnswerError(`${folder} is not empty; nothing was written`);
  for (const [path, text] of files) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text, { flag: 'wx' });
  }
}
