/** A condition of a search in Odoo. */
export type Condition = readonly [field: string, operator: string, value: unknown];

/** Conditions in prefix notation: an operator stands before the two it joins. */
export type Domain = readonly (Condition | '&' | '|')[];

const joined = (operator: '&' | '|', domains: readonly Domain[]): Domain => [
  ...domains.slice(1).map(() => operator),
  ...domains.flat(),
];

export const is = (field: string, operator: string, value: unknown): Domain => [[field, operator, value]];

/** Empty domains say nothing. */
export const all = (...domains: readonly Domain[]): Domain =>
  joined(
    '&',
    domains.filter(({ length }) => length > 0),
  );

export const any = (...domains: readonly Domain[]): Domain => joined('|', domains);
