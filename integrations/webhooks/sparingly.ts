const MOST_REMEMBERED = 100;

/**
 * @param say what takes a line, and whatever goes with it.
 * @param now epoch ms.
 * @returns the same, which says one and the same line at most once in `everyMs`, and then how often it was left out: whoever can
 * provoke a line must not fill the disk with it.
 */
export function sparingly<Rest extends unknown[]>(
  say: (line: string, ...rest: Rest) => void,
  everyMs: number,
  now: () => number = Date.now,
): (line: string, ...rest: Rest) => void {
  const said = new Map<string, { at: number; leftOut: number }>();
  return (line, ...rest) => {
    const last = said.get(line);
    if (last && now() - last.at < everyMs) {
      last.leftOut += 1;
      return;
    }
    if (said.size >= MOST_REMEMBERED) said.clear();
    said.set(line, { at: now(), leftOut: 0 });
    say(last?.leftOut ? `${line} (and ${last.leftOut} times since it was last said)` : line, ...rest);
  };
}
