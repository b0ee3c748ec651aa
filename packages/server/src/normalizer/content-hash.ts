import { hash } from 'node:crypto';

/** Hex sha256 of what an entry says at one store of the provider. */
export const contentHash = (location: string, content: string): string => hash('sha256', `${location}\n${content}`);
