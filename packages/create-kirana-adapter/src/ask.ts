import { confirm, input, select } from '@inquirer/prompts';
import { completed, defaultHeader, type Given, idOf, LICENSES, STOCKS, titleOf, VERIFICATIONS } from './answers.ts';

const choices = <T extends string>(values: readonly T[], texts: Readonly<Record<T, string>>) =>
  values.map((value) => ({ value, name: texts[value] }));

/** Says what is wrong with an answer, as soon as it is typed. */
const fits =
  (field: keyof Given) =>
  (text: string): true | string => {
    try {
      completed({ id: 'any', [field]: text });
      return true;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  };

/** Asks a person for what no flag gave. */
export async function ask(given: Given): Promise<Given> {
  const id =
    given.id ?? idOf(await input({ message: 'Name of the adapter', validate: (text) => fits('id')(idOf(text)) }));
  const title =
    given.title ?? (await input({ message: 'The provider’s name', default: titleOf(id), validate: fits('title') }));
  const { providerUrl } = completed({ id });
  const pushes =
    given.pushes ?? (await confirm({ message: 'Does it send messages of its own accord (webhooks)?', default: true }));
  const verification = !pushes
    ? given.verification
    : (given.verification ??
      (await select({
        message: 'How do its messages prove themselves?',
        choices: choices(VERIFICATIONS, {
          'hmac-hex': 'HMAC-SHA256 of the body, hex, in a header',
          'hmac-base64': 'HMAC-SHA256 of the body, base64, in a header',
          'shared-secret': 'a fixed value in a header',
          basic: 'HTTP Basic',
          unsigned: 'not at all',
        }),
      })));
  const hasHeader = pushes && verification !== undefined && verification !== 'basic' && verification !== 'unsigned';
  const header =
    given.header ??
    (hasHeader
      ? await input({ message: 'In which header?', default: defaultHeader(id, verification), validate: fits('header') })
      : undefined);
  const pulls =
    given.pulls ??
    (pushes ? await confirm({ message: 'Has it an API that lists can be fetched from?', default: true }) : true);
  const apiUrl = pulls
    ? (given.apiUrl ??
      (await input({ message: 'Where is its API?', default: completed({ id }).apiUrl, validate: fits('apiUrl') })))
    : given.apiUrl;
  const stock =
    given.stock ??
    (await select({
      message: 'What does it say of stock?',
      choices: choices(STOCKS, { none: 'nothing', switch: 'on or off sale', counts: 'how many there are' }),
    }));
  return {
    ...given,
    ...{ id, title, pushes, verification, header, pulls, apiUrl, stock },
    providerUrl:
      given.providerUrl ??
      (await input({ message: 'Where are its documents?', default: providerUrl, validate: fits('providerUrl') })),
    license:
      given.license ??
      (await select({
        message: 'Licence of your package',
        choices: choices(LICENSES, { 'Apache-2.0': 'Apache-2.0', MIT: 'MIT', none: 'none' }),
      })),
  };
}
