import { AdapterError, isJsonObject, type JsonObject, type JsonValue, parseJson } from '@kirana/adapter';

export type Step = 'catalog' | 'stock';

/** Where a pull stands: what of which location comes next. */
export interface Position {
  readonly step: Step;
  /** Shopify's location. */
  readonly location: string;
  /** Where in the list of this step and location; null: at its beginning. */
  readonly place: JsonValue;
  /** The bulk operation whose result is read; null: none was started. */
  readonly bulk: string | null;
  /** When the first page was asked for. */
  readonly startedAt: string;
}

export const cursorOf = (position: Position): string => JSON.stringify(position);

function isPosition(value: JsonObject): boolean {
  const { step, location, bulk, startedAt, place } = value;
  return (
    (step === 'catalog' || step === 'stock') &&
    typeof location === 'string' &&
    (bulk === null || typeof bulk === 'string') &&
    typeof startedAt === 'string' &&
    place !== undefined
  );
}

/** @throws AdapterError('permanent') for what is no cursor of ours */
export function positionOf(cursor: string): Position {
  try {
    const value = parseJson(Buffer.from(cursor));
    if (isJsonObject(value) && isPosition(value)) return value as unknown as Position;
  } catch (error) {
    if (!(error instanceof AdapterError)) throw error;
  }
  throw new AdapterError('permanent', 'the cursor of the pull cannot be read');
}
