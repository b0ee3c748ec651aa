import { ID_PREFIXES, type IdKind } from '@kirana/core';
import { typeid } from 'typeid-js';

/** A new id of this kind: prefixed, sorts by the time it was made. */
export const newId = (kind: IdKind): string => typeid(ID_PREFIXES[kind]).toString();
