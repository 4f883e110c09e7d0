/** An answer is remembered this many times as long as it took to find: asking takes a fiftieth of the time at most. */
const SHARE = 50;

/**
 * @param forMs how long an answer is given again at least, ms; who asks while one is being found gets the same one.
 * @returns `find`, asked no more often than that.
 */
export function cached<T>(find: () => Promise<T>, forMs: number): () => Promise<T> {
  let answer: Promise<T> | undefined;
  return () => {
    if (answer) return answer;
    const began = performance.now();
    const asked = find();
    const forget = () => {
      answer = undefined;
    };
    answer = asked;
    asked.then(() => {
      setTimeout(forget, Math.max(forMs, SHARE * (performance.now() - began))).unref();
    }, forget);
    return asked;
  };
}
