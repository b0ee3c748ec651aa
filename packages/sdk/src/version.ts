/** Ids of a live stream that follows stock have its place behind, which is no part of a version. */
const TOKEN = /^(\d+)-(\d+)(?:-\d+)?$/;

/** The version that holds what both hold: `<store>-<merchant>`, and each part only grows. */
export function newest(a: string | undefined, b: string | undefined): string | undefined {
  const [first, second] = [TOKEN.exec(a ?? ''), TOKEN.exec(b ?? '')];
  if (first === null || second === null) return a ?? b;
  return `${Math.max(Number(first[1]), Number(second[1]))}-${Math.max(Number(first[2]), Number(second[2]))}`;
}
