import { type Asking, answered, canAsk } from '../connect/asking.ts';
import { Refusal } from '../terminal.ts';
import { type Answers, type Given, proposals, questions } from './questions.ts';

/**
 * @param given what options say; the rest is asked for, each question with what is proposed. Where nobody can be asked, what is proposed is
 * taken; with `yes` it stays as the example has it, but for the short name.
 * @param said filled with each answer as its option gives it, also where the asking ends before its time.
 * @returns the answers. @throws Refusal naming the options that are missing, or for what is not allowed.
 */
export async function answersOf(asking: Asking, given: Given, said: Given = {}): Promise<Answers> {
  const answers: Answers = {};
  const asks = canAsk(asking) && !asking.yes;
  if (!asks && !asking.yes) refuseMissing(proposals(asking, {}), given);
  for (const name of Object.keys(questions) as (keyof Answers)[]) {
    const proposal = proposals(asking, answers)[name];
    // Once applied it can never be changed: no organisation keeps the example's for not having been asked.
    const isNamed = name === 'instance' && answers.organisation !== undefined;
    if (asking.yes && given[name] === undefined && !isNamed) continue;
    const { text, read, allowed } = questions[name];
    let accepted: string | undefined;
    const reading = (typed: string) => {
      const value: unknown = read(typed, answers);
      if (value !== undefined) accepted = typed;
      return value;
    };
    const taken = given[name] ?? (asks ? undefined : proposal);
    const question = { flag: `--${name} ${name.toUpperCase()}`, text, given: taken, allowed, proposal };
    Object.assign(answers, { [name]: await answered<unknown>(asking, { ...question, read: reading }) });
    if (asks) said[name] = accepted;
  }
  return answers;
}

/** Each prompt has an option; all that are missing are named at once. The short name follows from the organisation, if it can. */
function refuseMissing(proposed: Given, given: Given): void {
  const names = (Object.keys(questions) as (keyof Answers)[]).filter((name) => name !== 'instance');
  const missing = names.filter((name) => given[name] === undefined && proposed[name] === undefined);
  if (missing.length === 0) return;
  const list = missing.map((name) => `--${name} (${questions[name].text})`).join(', ');
  throw new Refusal(
    `Nobody can be asked here, and nothing else says: ${list}. Name them, or say --yes for the programme of an example company. Nothing was made.`,
  );
}
