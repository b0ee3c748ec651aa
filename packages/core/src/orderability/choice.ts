import type { Findings } from './findings.ts';
import type { ModifierGroupFacts } from './item-rules.ts';

/** An option that was chosen. */
export interface ChosenOption {
  readonly optionId: string;
  readonly groupId: string;
  /** For each unit of the item. */
  readonly quantity: number;
  /** Units of the item that the option is, over the whole order. Of an option that is no item: 0. */
  readonly ordered: number;
  /** Most units of that item in one order; null: no limit, or the option is no item. */
  readonly maxQuantity: number | null;
}

/** What was chosen of the groups that an item lets choose from: its own and those of the item it varies. */
export interface Choice {
  readonly groups: readonly Pick<ModifierGroupFacts, 'id' | 'min' | 'max'>[];
  readonly options: readonly ChosenOption[];
}

const chosenOf = ({ options }: Choice, groupId: string): number =>
  options.reduce((sum, option) => (option.groupId === groupId ? sum + option.quantity : sum), 0);

/** Fewer of a group than it asks for. Only another choice changes that. */
export function judgeMissing(choice: Choice, findings: Findings): void {
  for (const { id: groupId, min, max } of choice.groups) {
    const chosen = chosenOf(choice, groupId);
    if (chosen >= min) continue;
    findings.refuse('MODIFIER_CHOICE_MISSING', { groupId, min, ...(max === null ? {} : { max }), chosen }, null);
  }
}

/** More of a group, or of an option that is an item, than may be. Only another choice changes that. */
export function judgeExceeded(choice: Choice, findings: Findings): void {
  for (const { id: groupId, min, max } of choice.groups) {
    const chosen = chosenOf(choice, groupId);
    if (max !== null && chosen > max) findings.refuse('MODIFIER_CHOICE_EXCEEDED', { groupId, min, max, chosen }, null);
  }
  for (const { groupId, optionId, ordered, maxQuantity: max } of choice.options) {
    if (max === null || ordered <= max) continue;
    findings.refuse('MODIFIER_CHOICE_EXCEEDED', { groupId, optionId, max, chosen: ordered }, null);
  }
}
