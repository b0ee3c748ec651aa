type Version = readonly [major: number, minor: number, patch: number];

const VERSION = /^v?(\d+)(?:\.(\d+|[x*]))?(?:\.(\d+|[x*]))?(?:[-+][0-9a-z.+-]*)?$/i;

const compare = (left: Version, right: Version): number =>
  left[0] - right[0] || left[1] - right[1] || left[2] - right[2];

/** The version, and how many of its numbers were given. */
function readVersion(text: string): { readonly version: Version; readonly given: number } | undefined {
  const match = VERSION.exec(text);
  if (match === null) return undefined;
  const parts = match
    .slice(1, 4)
    .map((part) => (part === undefined || /^[x*]$/i.test(part) ? undefined : Number(part)));
  const given = parts.indexOf(undefined);
  return { version: [parts[0] ?? 0, parts[1] ?? 0, parts[2] ?? 0], given: given < 0 ? 3 : given };
}

/** The first version that does not fit any more. */
function ceiling([major, minor, patch]: Version, given: number, operator: string): Version {
  if (operator === '^') {
    if (major > 0 || given === 1) return [major + 1, 0, 0];
    if (minor > 0 || given === 2) return [0, minor + 1, 0];
    return [0, 0, patch + 1];
  }
  if (given === 1) return [major + 1, 0, 0];
  return operator === '~' || given === 2 ? [major, minor + 1, 0] : [major, minor, patch + 1];
}

/** One comparator; undefined: not understood. */
function fits(text: string, version: Version): boolean | undefined {
  if (/^[x*]?$/i.test(text)) return true;
  const match = /^(\^|~|>=|<=|>|<|=)?(.+)$/.exec(text);
  const [, operator = '=', rest = ''] = match ?? [];
  const read = readVersion(rest);
  if (read === undefined) return undefined;
  const order = compare(version, read.version);
  switch (operator) {
    case '>=':
      return order >= 0;
    case '<':
      return order < 0;
    case '>':
      return compare(version, ceiling(read.version, read.given, '=')) >= 0;
    case '<=':
      return compare(version, ceiling(read.version, read.given, '=')) < 0;
    default:
      return order >= 0 && compare(version, ceiling(read.version, read.given, operator)) < 0;
  }
}

/**
 * Does a version lie in a range as package.json writes them: `^1.2`, `~1.2.3`, `1.x`, `>=1 <3`, `*`, and several with `||`? Tags of
 * pre-releases are left aside. Undefined: the range is written in a way that is not understood.
 */
export function inRange(version: string, range: string): boolean | undefined {
  const read = readVersion(version);
  if (read === undefined) return undefined;
  const answers = range.split('||').map((part) => {
    const tokens = part
      .trim()
      .replaceAll(/(\^|~|>=|<=|>|<|=)\s+/g, '$1')
      .split(/\s+/);
    const all = tokens.map((token) => fits(token, read.version));
    return all.includes(undefined) ? undefined : !all.includes(false);
  });
  if (answers.includes(undefined)) return undefined;
  return answers.includes(true);
}
