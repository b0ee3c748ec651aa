import { readFile } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { AnswerError, completed, type Given, idOf, LICENSES, STOCKS, VERIFICATIONS } from './answers.ts';
import { packageFiles, writePackage } from './write-package.ts';

type Flags = Omit<Given, 'id'> & { readonly dir?: string; readonly yes?: boolean };

const filled = (text: string): string => {
  if (text.trim() !== '') return text.trim();
  throw new InvalidArgumentError('it is empty');
};

/** Version of Kirana's packages, this one among them. */
async function ownVersion(): Promise<string> {
  const text = await readFile(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

function nextSteps(folder: string): string {
  const where = relative(process.cwd(), folder) || '.';
  return [
    `Wrote ${where}. Now:`,
    ...(where === '.' ? [] : [`  cd ${where}`]),
    '  npm install',
    '  npm test          # the conformance kit, on made-up messages',
    'README.md there says how to put your provider’s messages in their place.',
  ].join('\n');
}

async function create(name: string | undefined, { dir, yes, ...flags }: Flags): Promise<void> {
  const isPerson = process.stdin.isTTY === true && process.stdout.isTTY === true;
  const named: Given = name === undefined ? flags : { packageName: packageOf(name), ...flags, id: idOf(name) };
  if (named.id === undefined && (yes || !isPerson)) {
    throw new AnswerError('give the name of the adapter: npm create kirana-adapter <name>');
  }
  // only where somebody answers: the prompts take longer to load than all the rest
  const given = yes || !isPerson ? named : await (await import('./ask.ts')).ask(named);
  const answers = completed(given);
  const folder = resolve(dir ?? answers.packageName.replace(/^@[^/]*\//, ''));
  const version = await ownVersion();
  await writePackage(folder, await packageFiles(answers, { version, year: new Date().getFullYear() }));
  console.log(nextSteps(folder));
}

/** A name that is more than the adapter's id is the package's. */
const packageOf = (name: string): string | undefined => (name === idOf(name) ? undefined : name.toLowerCase());

/** Runs the program; gives the exit code. 2: what was asked for cannot be done. */
export async function run(argv: readonly string[]): Promise<number> {
  const program = new Command('create-kirana-adapter')
    .description('Makes a package with a new adapter for Kirana, which passes its tests at once')
    .argument('[name]', 'name of the adapter, or of the package: tamarind, @acme/kirana-adapter-tamarind')
    .option('--title <text>', 'the provider’s name', filled)
    .option('--package-name <name>', 'name of the npm package (kirana-adapter-<name>)', filled)
    .option('--provider-url <url>', 'where the provider’s documents are', filled)
    .option('--api-url <url>', 'where its API is', filled)
    .addOption(
      new Option('--verification <kind>', 'how its messages prove themselves (hmac-hex)').choices(VERIFICATIONS),
    )
    .option('--header <name>', 'header of the signature or secret', filled)
    .option('--prefix <text>', 'text before it in that header')
    .option('--pushes', 'it sends messages of its own accord (so unless told otherwise)')
    .option('--no-pushes', 'it sends nothing of its own accord')
    .option('--pulls', 'lists can be fetched from its API (so unless told otherwise)')
    .option('--no-pulls', 'it has no API')
    .addOption(new Option('--stock <kind>', 'what it says of stock (counts)').choices(STOCKS))
    .addOption(new Option('--license <name>', 'licence of the package (Apache-2.0)').choices(LICENSES))
    .option('--dir <folder>', 'where to write it; new or empty (the name of the package)', filled)
    .option('-y, --yes', 'ask nothing: what is not given has its default')
    .exitOverride()
    .action(create);
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof AnswerError) console.error(error.message);
    else if (error instanceof Error && error.name === 'ExitPromptError') console.error('Stopped; nothing was written.');
    else if (error instanceof Error && 'exitCode' in error) return error.exitCode === 0 ? 0 : 2;
    else throw error;
    return 2;
  }
}
