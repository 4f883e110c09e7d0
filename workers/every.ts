/**
 * Does something again and again, never twice at once: what is not over when its time comes leaves that time out.
 * @param ms from one time to the next; the first is as far off. @param failed hears what it threw; it goes on.
 * @returns a function that ends it.
 */
export function every(ms: number, work: () => Promise<void>, failed: (error: unknown) => void): () => void {
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    work()
      .catch(failed)
      .finally(() => {
        busy = false;
      });
  }, ms);
  return () => clearInterval(timer);
}
