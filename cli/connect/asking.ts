import { shown } from '../../config/found.ts';
import { type ExitCode, exit, Refusal, type Terminal } from '../terminal.ts';

/** How questions are put: with `yes` what is proposed is taken, without `input` nobody is asked. */
export interface Asking {
  terminal: Terminal;
  yes: boolean;
  input: boolean;
}

/** A question that an option answers as well. */
export interface Question<T> {
  /** The option as people write it, `--project KEY`. */
  flag: string;
  text: string;
  /** What the option says. */
  given: string | undefined;
  /** @returns undefined for what is not allowed. */
  read(text: string): T | undefined;
  allowed: string;
  /** What an empty answer means, and what `--yes` takes. */
  proposal?: string | undefined;
  /** People may take it for the secret itself: what is not allowed is not repeated. */
  isPrivate?: boolean | undefined;
}

/** Something to choose from. */
export interface Choice {
  id: string;
  name: string;
}

const MOST_TRIES = 5;
const MOST_SHOWN = 40;

/** @returns whether somebody can be asked. */
export function canAsk({ terminal, input }: Asking): boolean {
  return terminal.interactive && input;
}

/** @returns the answer. @throws Refusal naming the option where nobody can be asked, or for an option's value that is not allowed. */
export async function answered<T>(asking: Asking, question: Question<T>): Promise<T> {
  const { flag, text, given, read, allowed, proposal } = question;
  if (given !== undefined) return read(given.trim()) ?? refuse(notAllowed(question, given));
  const proposed = proposal === undefined ? undefined : read(proposal);
  if (asking.yes && proposed !== undefined) return proposed;
  if (!canAsk(asking)) refuse(`${text}: nobody can be asked here. Name it with ${flag}; allowed: ${allowed}`);
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const answer = await asking.terminal.ask(`${text}${proposal === undefined ? '' : ` [${proposal}]`}: `);
    const value = answer === '' ? proposed : read(answer);
    if (value !== undefined) return value;
    asking.terminal.err(`  ${found(question, answer)} will not do; allowed: ${allowed}`);
  }
  return refuse(`${text}: no usable answer. Name it with ${flag}; allowed: ${allowed}`);
}

/** @returns what to say of an option's value that is not allowed; a secret that slipped there is not repeated. */
export function notAllowed(question: Pick<Question<unknown>, 'flag' | 'allowed' | 'isPrivate'>, given: string): string {
  return `${question.flag}: found ${found(question, given)}; allowed: ${question.allowed}`;
}

function found({ isPrivate }: Pick<Question<unknown>, 'isPrivate'>, text: string): string {
  return isPrivate && text !== '' ? 'a text that is not shown here' : shown(text, []);
}

/** @returns what was chosen, by id or by name. */
export async function chosen<T extends Choice>(
  asking: Asking,
  question: Pick<Question<T>, 'flag' | 'text' | 'given'> & { choices: readonly T[]; proposal?: string | undefined },
): Promise<T> {
  const { choices } = question;
  const [only] = choices;
  if (only === undefined) refuse(`${question.text}: there is none to choose from.`);
  const proposal = question.proposal ?? (choices.length === 1 ? only?.id : undefined);
  if (question.given === undefined && canAsk(asking)) asking.terminal.err(listed(choices));
  return answered(asking, { ...question, proposal, allowed: inWords(choices), read: (text) => pick(choices, text) });
}

/** @returns whether it is so; with `--yes` it is. @throws Refusal naming the option where nobody can be asked. */
export async function isAgreed(asking: Asking, question: string, flag: string): Promise<boolean> {
  if (asking.yes) return true;
  if (!canAsk(asking)) refuse(`${question}\nNobody can be asked here: agree with ${flag}.`, exit.refused);
  return !/^n/i.test(await asking.terminal.ask(`${question} [Y/n] `));
}

/** @returns `10002 (Task), 10003 (Sub-task)`; of a long list its beginning. */
export function inWords(choices: readonly Choice[]): string {
  const named = choices.slice(0, MOST_SHOWN).map(({ id, name }) => `${id} (${name})`);
  return [...named, ...rest(choices)].join(', ') || 'none';
}

function listed(choices: readonly Choice[]): string {
  const width = Math.max(...choices.map(({ id }) => id.length));
  const lines = choices.slice(0, MOST_SHOWN).map(({ id, name }) => `  ${id.padEnd(width)}  ${name}`);
  return [...lines, ...rest(choices).map((line) => `  ${line}`)].join('\n');
}

function rest({ length }: readonly Choice[]): string[] {
  return length > MOST_SHOWN ? [`… and ${length - MOST_SHOWN} more`] : [];
}

function pick<T extends Choice>(choices: readonly T[], text: string): T | undefined {
  const same = (one: string) => one.toLowerCase() === text.toLowerCase();
  const named = choices.filter(({ name }) => same(name));
  return choices.find(({ id }) => same(id)) ?? (named.length === 1 ? named[0] : undefined);
}

function refuse(message: string, code?: ExitCode): never {
  throw new Refusal(`${message}\nNothing was changed.`, code);
}
