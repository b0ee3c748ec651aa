import type { Cutter } from '@kirana/adapter';

const MOST_BYTES = 256 * 1_024;

/** Lines of JSON, put together to bodies with a list of rows. */
export function lineCutter(): Cutter {
  let rest = Buffer.alloc(0);
  let lines: string[] = [];
  let size = 0;

  const body = (): Uint8Array[] => {
    if (lines.length === 0) return [];
    const made = Buffer.from(`{"rows":[${lines.join(',')}]}`);
    lines = [];
    size = 0;
    return [made];
  };
  const take = (line: string): Uint8Array[] => {
    if (line.trim() === '') return [];
    lines.push(line);
    size += line.length;
    return size >= MOST_BYTES ? body() : [];
  };
  return {
    push(piece) {
      const bytes = Buffer.concat([rest, piece]);
      const bodies: Uint8Array[] = [];
      let start = 0;
      for (let end = bytes.indexOf(0x0a); end >= 0; end = bytes.indexOf(0x0a, start)) {
        bodies.push(...take(bytes.toString('utf8', start, end)));
        start = end + 1;
      }
      rest = Buffer.from(bytes.subarray(start));
      return bodies;
    },
    end() {
      const bodies = take(rest.toString('utf8'));
      return { bodies: [...bodies, ...body()], completes: [] };
    },
  };
}
