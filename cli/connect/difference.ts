/** @returns what differs between two texts, as lines with `-` and `+` before them. */
export function difference(before: string, after: string): string[] {
  const [old, young] = [before.split('\n'), after.split('\n')];
  const lines: string[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < young.length) {
    if (i < old.length && j < young.length && old[i] === young[j]) {
      i += 1;
      j += 1;
      continue;
    }
    const [gone, come] = nextMeeting(old, young, i, j);
    lines.push(...old.slice(i, gone).map((line) => `- ${line}`), ...young.slice(j, come).map((line) => `+ ${line}`));
    i = gone;
    j = come;
  }
  return lines;
}

/** Where the two go on alike, the nearest such place. */
function nextMeeting(old: string[], young: string[], i: number, j: number): [number, number] {
  const most = old.length - i + young.length - j;
  for (let steps = 1; steps < most; steps += 1)
    for (let back = Math.min(steps, old.length - i - 1); back >= 0; back -= 1) {
      const [gone, come] = [i + back, j + steps - back];
      if (come < young.length && old[gone] === young[come]) return [gone, come];
    }
  return [old.length, young.length];
}
