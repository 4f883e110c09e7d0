import { type Asking, answered, canAsk, notAllowed, type Question } from '../connect/asking.ts';
import { Refusal } from '../terminal.ts';
import { type Answers, type Given, proposals, questions } from './questions.ts';

const NAMES = Object.keys(questions) as (keyof Answers)[];

/**
 * @param given what options say; the rest is asked for, each question with what is proposed. Where nobody can be asked, what is proposed is
 * taken; with `yes` it stays as the example has it, but for the short name.
 * @param said filled with each answer as its option gives it, also where the asking ends before its time.
 * @returns the answers. @throws Refusal naming the options that are missing, or for what is not allowed.
 */
export async function answersOf(asking: Asking, given: Given, said: Given = {}): Promise<Answers> {
  const answers: Answers = {};
  const asks = canAsk(asking) && !asking.yes;
  refuseWrong(given);
  if (!asks && !asking.yes) refuseMissing(proposals(asking, {}), given);
  for (const name of NAMES) {
    const proposal = proposals(asking, answers)[name];
    // Once applied it can never be changed: no organisation keeps the example's for not having been asked.
    const isNamed = name === 'instance' && answers.organisation !== undefined;
    if (asking.yes && given[name] === undefined && !isNamed) continue;
    const { read } = questions[name];
    let accepted: string | undefined;
    const reading = (typed: string) => {
      const value: unknown = read(typed, answers);
      if (value !== undefined) accepted = typed;
      return value;
    };
    const taken = given[name] ?? (asks ? undefined : proposal);
    const question = { ...putOf(name), given: taken, proposal, read: reading };
    Object.assign(answers, { [name]: await answered<unknown>(asking, question) });
    if (asks) said[name] = accepted;
  }
  return answers;
}

/** How a question is put, and its option named. */
function putOf(name: keyof Answers): Pick<Question<unknown>, 'flag' | 'text' | 'allowed' | 'isPrivate'> {
  const { text, allowed, ...more } = questions[name];
  return { flag: `--${name} ${name.toUpperCase()}`, text, allowed, isPrivate: 'isPrivate' in more };
}

/** Before anybody is asked, everything that options say wrong is told at once. */
function refuseWrong(given: Given): void {
  const answers: Answers = {};
  const wrong = NAMES.flatMap((name) => {
    const typed = given[name];
    if (typed === undefined) return [];
    const value: unknown = questions[name].read(typed.trim(), answers);
    Object.assign(answers, { [name]: value });
    return value === undefined ? [notAllowed(putOf(name), typed)] : [];
  });
  if (wrong.length > 0) throw new Refusal(`${wrong.join('\n')}\nNothing was changed.`);
}

/** Each prompt has an option; all that are missing are named at once. The short name follows from the organisation, if it can. */
function refuseMissing(proposed: Given, given: Given): void {
  const names = NAMES.filter((name) => name !== 'instance');
  const missing = names.filter((name) => given[name] === undefined && proposed[name] === undefined);
  if (missing.length === 0) return;
  const list = missing.map((name) => `--${name} (${questions[name].text})`).join(', ');
  throw new Refusal(
    `Nobody can be asked here, and nothing else says: ${list}. Name them, or say --yes for the programme of an example company. Nothing was made.`,
  );
}
