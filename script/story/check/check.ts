/** One thing that was looked at afresh. */
export interface Check {
  name: string;
  ok: boolean;
  detail: string;
}

/** @param problems what is wrong, each in words; none means that it holds. @param fine what was found where nothing is wrong. */
export function checked(name: string, problems: string[], fine: string): Check {
  return { name, ok: problems.length === 0, detail: problems.length === 0 ? fine : problems.join('; ') };
}

/** @returns the checks as people read them. */
export function table(checks: Check[]): string {
  const width = Math.max(...checks.map(({ name }) => name.length));
  return checks.map(({ name, ok, detail }) => `  ${ok ? '✓' : '✗'} ${name.padEnd(width)}  ${detail}`).join('\n');
}
