import { newId } from '../database/new-id.ts';
import type { ChunkRun } from './chunk-run.ts';
import { OPTION_SEPARATOR, readMappings } from './mapping-rows.ts';
import { readOptionGroups } from './modifier-rows.ts';

interface NamedOption {
  readonly groupExternalId: string;
  readonly externalId: string;
}

/**
 * Our ids of options. An option belongs to one group; a provider that lists the same add-on in a second group has a second option there,
 * mapped as `<add-on><separator><group>`, and a switch of the add-on moves both.
 */
export interface OptionIds {
  /** The id of an option in this group; made on first sight. */
  idOf(option: NamedOption, groupId: string): string;
  /** What was made, as it is to be mapped. */
  readonly made: readonly { readonly externalId: string; readonly entityId: string }[];
}

const inGroup = ({ externalId, groupExternalId }: NamedOption): string =>
  `${externalId}${OPTION_SEPARATOR}${groupExternalId}`;

export async function openOptionIds(run: ChunkRun, options: readonly NamedOption[]): Promise<OptionIds> {
  const keys = options.flatMap((option) => [option.externalId, inGroup(option)]);
  const mappings = await readMappings(run, 'modifier_option', keys);
  const ids = new Map([...mappings].map(([externalId, { entityId }]) => [externalId, entityId]));
  const groups = await readOptionGroups(run, [...ids.values()]);
  const made: { externalId: string; entityId: string }[] = [];
  return {
    made,
    idOf(option, groupId) {
      const own = ids.get(inGroup(option));
      if (own !== undefined) return own;
      const plain = ids.get(option.externalId);
      if (plain !== undefined && (groups.get(plain) ?? groupId) === groupId) return plain;
      const externalId = plain === undefined ? option.externalId : inGroup(option);
      const entityId = newId('modifierOption');
      ids.set(externalId, entityId);
      groups.set(entityId, groupId);
      made.push({ externalId, entityId });
      return entityId;
    },
  };
}
