/** The outcome of the work, or a rejection when it takes longer. The work itself goes on; its outcome is then ignored. */
export async function within<T>(timeoutMs: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const give = () => reject(new Error(`Redis did not answer in ${timeoutMs} ms.`));
    // one more turn: when our own process stood still, the answer may be waiting to be read
    timer = setTimeout(() => setImmediate(give), timeoutMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
