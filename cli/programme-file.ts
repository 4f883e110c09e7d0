import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Finding, Locate } from '../activities/doctor/finding.ts';
import { LITERAL } from '../config/addresses.ts';
import { type Mistake, parseProgramme } from '../config/programme.ts';
import type { Programme } from '../rules/programme.ts';
import { readText } from './options.ts';
import { placesIn } from './places.ts';
import { counted, type Terminal } from './terminal.ts';

const name = 'programme';

/** What `doctor` found of the programme's file. */
export interface FileFound {
  findings: Finding[];
  programme?: Programme;
  locate: Locate;
}

/** Reads the programme's file. Every mistake is a problem of its own, with its place; never throws. */
export function examineFile(terminal: Terminal, file: string): FileFound {
  const locate = () => file;
  const absent = (found: string): FileFound => {
    const fix = 'dutybound init, or --programme FILE';
    const allowed = 'a file that can be read';
    return { findings: [{ name, level: 'problem', what: 'no-programme', place: file, found, fix, allowed }], locate };
  };
  if (!existsSync(resolve(terminal.cwd, file))) return absent('does not exist');
  try {
    return understood(readText(terminal, file), file);
  } catch (error) {
    return absent(error instanceof Error ? error.message : String(error));
  }
}

function understood(source: string, file: string): FileFound {
  const parsed = parseProgramme(source, file);
  if ('mistakes' in parsed) return { findings: parsed.mistakes.map(mistake), locate: () => file };
  const { programme } = parsed;
  const { duties, people } = programme;
  const found = `${file} valid: ${counted(duties.length, 'duty', 'duties')}, ${counted(people.length, 'person', 'people')}`;
  return { findings: [{ name, level: 'ok', place: file, found }], programme, locate: placesIn(source, file) };
}

function mistake({ file, line, path, message, found: value, allowed }: Mistake): Finding {
  const found = [path, message, value && `(found ${value})`].filter(Boolean).join(' ');
  const place = `${file}:${line}`;
  if (message === LITERAL) {
    const fix =
      'make a new one, for this one has been in a file; put it where a reference may point, and write the reference here';
    return { name, level: 'problem', what: 'literal-secret', place, found, fix, allowed };
  }
  return { name, level: 'problem', what: 'mistake', place, found, ...(allowed && { allowed }) };
}
