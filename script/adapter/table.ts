/** A case of the contract suite, as Jest tells of it. */
export interface Case {
  /** The names of what it stands in, outermost first: the suite, then the port's members that it asks. */
  ancestorTitles: string[];
  title: string;
  status: string;
}

/** @returns how far an adapter has come, a line for each part of the port; whole where every case passes that is not declared as lacking. */
export function progressOf(cases: Case[]): { text: string; isWhole: boolean } {
  const parts = [...new Set(cases.map(partOf))];
  const width = Math.max(0, ...parts.map((part) => part.length));
  const lines = parts.flatMap((part) =>
    linesOf(
      part.padEnd(width),
      cases.filter((each) => partOf(each) === part),
    ),
  );
  const failed = cases.filter(isMissing).length;
  const lacking = cases.filter(isLacking).length;
  const total = `${cases.length - failed - lacking} pass, ${failed} to go, ${lacking} declared as lacking`;
  return { text: [...lines, total, ''].join('\n'), isWhole: cases.length > 0 && failed === 0 };
}

function linesOf(part: string, cases: Case[]): string[] {
  const asked = cases.filter((each) => !isLacking(each));
  const missing = cases.filter(isMissing);
  const sign = missing.length === 0 ? '✓' : '✗';
  const head = `${sign} ${part}  ${String(asked.length - missing.length).padStart(3)} of ${asked.length}`;
  const lacking = cases.length - asked.length;
  return [lacking === 0 ? head : `${head}, ${lacking} lacking`, ...missing.map(({ title }) => `    ✗ ${title}`)];
}

function isMissing({ status }: Case): boolean {
  return status !== 'passed';
}

/** What is declared as lacking passes where it fails: the suite says so in its title. */
function isLacking({ title, status }: Case): boolean {
  return status === 'passed' && /\(lacks [^)]+\)$/.test(title);
}

function partOf({ ancestorTitles: [, part] }: Case): string {
  return part ?? 'what is declared';
}
