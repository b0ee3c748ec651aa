import type { Diet, JsonObject } from '@kirana/adapter';
import type { Findings } from './findings.ts';
import type { OrderTypeTable } from './order-types.ts';

/** A menu while it is read: its body, its own look-up tables, and what was found wrong. */
export interface Menu {
  readonly body: JsonObject;
  /** restaurants[0].details; undefined when the menu has none. */
  readonly details: JsonObject | undefined;
  readonly currency: string;
  readonly orderTypes: OrderTypeTable;
  readonly diets: ReadonlyMap<string, Diet>;
  readonly findings: Findings;
}
