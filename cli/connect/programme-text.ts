import { randomBytes } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { readDocument } from '../../config/document.ts';
import { edited } from '../../config/edit/edited.ts';
import { type Edit, printedLines } from '../../config/edit/value.ts';
import { formatMistakes, parseProgramme } from '../../config/programme.ts';
import { TRACKER_KINDS } from '../../config/trackers.ts';
import { branch, keysAt, type Tree, textAt } from '../../config/tree.ts';
import type { Programme } from '../../rules/programme.ts';
import { readText } from '../options.ts';
import { counted, Refusal, type Terminal } from '../terminal.ts';

/** The programme's file as it stands before anything is asked. */
export interface ProgrammeText {
  /** As it was named, for messages. */
  file: string;
  path: string;
  text: string;
  tree: Tree;
}

/** Somebody of the programme. */
export interface Someone {
  id: string;
  name: string;
  mail?: string | undefined;
  account?: string | undefined;
}

/**
 * @param tracker mistakes below it, and of accounts and duties, may be mended here.
 * @returns the file. @throws Refusal if it is not there, cannot be replaced, or has mistakes elsewhere: better told before questions.
 */
export function openProgramme(terminal: Terminal, file: string, tracker: string): ProgrammeText {
  const named = resolve(terminal.cwd, file);
  if (!existsSync(named))
    throw new Refusal(`${file} does not exist. Write one with dutybound init, or name another with --programme.`);
  const text = readText(terminal, file);
  const path = realpathSync(named);
  demandWritable(path, file);
  const parsed = parseProgramme(text, file);
  const mended = new RegExp(
    `^(trackers(\\.${tracker}(\\..*)?)?|people\\.[^.]+\\.(${TRACKER_KINDS.join('|')})|duties\\.[^.]+\\.tracker)$`,
  );
  const mistakes = 'mistakes' in parsed ? parsed.mistakes.filter((mistake) => !mended.test(mistake.path)) : [];
  const reading = readDocument(text);
  if (mistakes.length > 0 || !reading.readable)
    throw new Refusal(
      `${formatMistakes(mistakes)}\n${counted(mistakes.length, 'mistake', 'mistakes')}; correct them first. Nothing was changed.`,
    );
  return { file, path, text, tree: reading.tree };
}

/** @returns the people of the programme, with their account at a kind of tracker. */
export function peopleIn({ tree }: ProgrammeText, kind: string): Someone[] {
  return keysAt(tree, 'people').map((id) => ({
    id,
    name: textAt(tree, 'people', id, 'name') ?? id,
    mail: textAt(tree, 'people', id, 'mail'),
    account: textAt(tree, 'people', id, kind),
  }));
}

/** @returns the keys of a tracker that stand there already. @throws Refusal if it is of another kind. */
export function standingTracker({ tree, file }: ProgrammeText, tracker: string, kind: string): Tree | undefined {
  const found = textAt(tree, 'trackers', tracker, 'kind');
  if (found === undefined || found === kind) return branch(tree, 'trackers', tracker);
  throw new Refusal(
    `${file}: trackers.${tracker} is of kind ${found}, not ${kind}. Name another one with --tracker ID. Nothing was changed.`,
  );
}

/** @returns the text with the edits in it, and the programme that it says. @throws Refusal where they cannot be made, or make a mistake. */
export function withEdits({ file, text }: ProgrammeText, edits: Edit[]): { text: string; programme: Programme } {
  const result = edited(text, edits);
  if (result === undefined)
    throw new Refusal(
      `${file} is written in a way that cannot be edited with certainty. Write this into it by hand:\n${byHand(edits)}\nNothing was changed.`,
    );
  const parsed = parseProgramme(result, file);
  if ('programme' in parsed) return { text: result, programme: parsed.programme };
  const hint = parsed.mistakes.some(({ path }) => path.startsWith('people.'))
    ? '\nName accounts with --person ID=ACCOUNT.'
    : '';
  throw new Refusal(
    `${file} would not be valid with this:\n${formatMistakes(parsed.mistakes)}${hint}\nNothing was changed.`,
  );
}

/** Puts the new text in the place of the old one, in one step. @throws Refusal if it cannot, or if somebody wrote meanwhile. */
export function replaceProgramme({ file, path, text }: ProgrammeText, result: string): void {
  const part = join(dirname(path), `.${randomBytes(6).toString('hex')}.part`);
  try {
    if (readFileSync(path, 'utf8') !== text)
      throw new Refusal(`${file} was changed by somebody else meanwhile and was left alone. Run this again.`);
    writeFileSync(part, result, { flag: 'wx', mode: statSync(path).mode & 0o777, flush: true });
    renameSync(part, path);
  } catch (error) {
    rmSync(part, { force: true });
    if (error instanceof Refusal) throw error;
    throw new Refusal(`${file} cannot be replaced: ${reasonOf(error)}. It is as it was.`);
  }
}

function demandWritable(path: string, file: string): void {
  try {
    accessSync(path, constants.W_OK);
    accessSync(dirname(path), constants.W_OK);
  } catch (error) {
    throw new Refusal(
      `${file} cannot be written: ${reasonOf(error)}. Allowed: a file, in a folder, that this user may write. Nothing was changed.`,
    );
  }
}

function byHand(edits: Edit[]): string {
  return edits
    .flatMap(({ path, value }) => {
      const above = path.slice(0, -1).join('.');
      const key = path.at(-1) ?? '';
      return value === undefined
        ? [`# remove ${path.join('.')}`]
        : [`# below ${above || 'the root'}`, ...printedLines(key, value, 2)];
    })
    .join('\n');
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
