import type { Finding } from '../activities/doctor/finding.ts';
import { type ExitCode, exit } from './terminal.ts';

const glyph = { ok: '✓', note: '!', problem: '✗' } as const;
const NAME_WIDTH = 11;

/** @returns findings as people read them: a line each, what is in order and has no place on one line together. */
export function findingLines(findings: Finding[]): string[] {
  const isBrief = (f: Finding) => f.level === 'ok' && f.place === undefined;
  const brief = findings.filter(isBrief).map((f) => `${glyph.ok} ${f.name} (${f.found})`);
  const lines = findings.filter((f) => !isBrief(f)).flatMap(linesOf);
  return brief.length > 0 ? [...lines, brief.join('  ')] : lines;
}

/** @returns 0 without problems; 4 if a credential is among them, else 1. */
export function exitCodeOf(findings: Finding[]): ExitCode {
  const problems = findings.filter((f) => f.level === 'problem');
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
