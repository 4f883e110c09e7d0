import { type Finding, obstaclesIn, problemsIn } from '../activities/doctor/finding.ts';
import { counted, type ExitCode, exit } from './terminal.ts';

const glyph = { ok: '✓', note: '!', problem: '✗' } as const;
const NAME_WIDTH = 11;

/** @returns findings as people read them: a line each, what is in order and has no place on one line together. */
export function findingLines(findings: Finding[]): string[] {
  const isBrief = (f: Finding) => f.level === 'ok' && f.place === undefined;
  const brief = findings.filter(isBrief).map((f) => `${glyph.ok} ${f.name} (${f.found})`);
  const lines = findings.filter((f) => !isBrief(f)).flatMap(linesOf);
  return brief.length > 0 ? [...lines, [...new Set(brief)].join('  ')] : lines;
}

/** @returns how many problems and notes, and what `apply` does about them. */
export function summaryOf(findings: Finding[]): string {
  const problems = problemsIn(findings);
  const notes = findings.filter((f) => f.level === 'note').length;
  const count = `${counted(problems.length, 'problem', 'problems')}, ${counted(notes, 'note', 'notes')}.`;
  if (problems.length === 0) return count;
  const obstacles = obstaclesIn(findings);
  if (obstacles.length === 0) return `${count} apply goes ahead nevertheless.`;
  if (obstacles.length === problems.length)
    return `${count} apply refuses until the ${problems.length === 1 ? 'problem is' : 'problems are'} gone.`;
  return `${count} apply refuses until these are mended: ${[...new Set(obstacles.map((f) => f.name))].join(', ')}.`;
}

/** @returns 0 without problems; 4 if a credential is among them, else 1. */
export function exitCodeOf(findings: Finding[]): ExitCode {
  const problems = problemsIn(findings);
  if (problems.length === 0) return exit.fine;
  return problems.some((f) => f.credentials) ? exit.credentials : exit.failed;
}

function linesOf({ level, name, place, found, fix, allowed }: Finding): string[] {
  const where = place && level !== 'ok' ? `${place}  ` : '';
  const next = [fix && `fix: ${fix}`, allowed && `allowed: ${allowed}`].filter(Boolean).join('   ');
  const indent = ' '.repeat(NAME_WIDTH + 3);
  const first = `${glyph[level]} ${name.padEnd(NAME_WIDTH)} ${where}${found}`;
  return next ? [first, `${indent}${next}`] : [first];
}
