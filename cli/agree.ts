import { exit, Refusal, type Terminal } from './terminal.ts';

/** Says what will be recorded, and goes on only with a yes. @throws Refusal naming the missing flag where nobody can be asked. */
export async function agree(
  terminal: Terminal,
  { yes, input }: { yes?: boolean; input: boolean },
  question: string,
): Promise<void> {
  if (yes) return;
  if (!terminal.interactive || !input)
    throw new Refusal(`${question}\nNobody can be asked here: agree with --yes. Nothing was changed.`, exit.refused);
  const answer = await terminal.ask(`${question} [y/N] `);
  if (!/^y(es)?$/i.test(answer)) throw new Refusal('Nothing was changed.', exit.refused);
}
