import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseProgramme } from '../../config/programme.ts';
import { dateAt } from '../../rules/calendar/local-day.ts';
import { systemClock } from '../../workers/installation.ts';
import { Refusal, type Terminal } from '../terminal.ts';
import { answersOf } from './answers.ts';
import type { Given } from './questions.ts';
import { writtenFor } from './written.ts';

const EXAMPLE = fileURLToPath(new URL('../../examples/default.yaml', import.meta.url));

/** What `init` was called with. */
interface Called extends Given {
  programme: string;
  yes?: boolean;
  input: boolean;
}

/** A first programme that is valid, and the short name that it has. */
export interface FirstProgramme {
  text: string;
  instance: string;
}

/**
 * @param called gets the tracker that was answered. @param said as of `answersOf`. @returns the default programme with what was answered,
 * valid as it is. @throws Refusal if it is not, or as `answersOf`.
 */
export async function firstProgramme(terminal: Terminal, called: Called, said: Given): Promise<FirstProgramme> {
  const answers = await answersOf({ terminal, yes: called.yes === true, input: called.input }, called, said);
  if (answers.tracker) called.tracker = answers.tracker;
  const today = dateAt(answers.zone ?? 'UTC', systemClock());
  const text = writtenFor(readFileSync(EXAMPLE, 'utf8'), answers, today);
  const parsed = parseProgramme(text, called.programme);
  if ('programme' in parsed) return { text, instance: parsed.programme.instance };
  const mistakes = parsed.mistakes.map(
    ({ path, message, found }) => `  ${path}: ${message}${found ? ` (found ${found})` : ''}`,
  );
  throw new Refusal(`With these answers the programme would not be valid:\n${mistakes.join('\n')}\nNothing was made.`);
}
