const two = (value: number): string => String(value).padStart(2, '0');

/** An instant in this machine's zone, to the second. */
export function dateTime(instant: string | null): string | null {
  if (instant === null) return null;
  const at = new Date(instant);
  const date = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${date} ${clock(instant)}`;
}

/** Its time of day alone. */
export function clock(instant: string): string {
  const at = new Date(instant);
  return `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
}
