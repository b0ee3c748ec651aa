const SHOWN = 4;
const SHORTEST_SHOWN = 16;

/** A secret as it may be shown: its last characters, to recognise it by. */
export const redact = (secret: string): string =>
  secret.length < SHORTEST_SHOWN ? '••••' : `••••${secret.slice(-SHOWN)}`;
