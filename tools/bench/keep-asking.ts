/** How often per second so many callers are answered, each asking again when it has its answer. @throws what one of them hears */
export async function keepAsking(ms: number, callers: number, ask: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  let count = 0;
  const caller = async (): Promise<void> => {
    while (performance.now() - started < ms) {
      await ask();
      count += 1;
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
  return (count / (performance.now() - started)) * 1000;
}
