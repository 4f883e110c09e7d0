import { tooManyAtOnce } from '../rules/plan/at-once.ts';
import type { Programme } from '../rules/programme.ts';
import { exit, Refusal } from './terminal.ts';

/** @param open what `--open` agrees to. @throws Refusal where more tickets would open at once than that, or than the programme allows. */
export function refuseTooMany(tickets: number, { openAtOnce }: Programme, open: number | undefined): void {
  const why = tooManyAtOnce(tickets, open ?? openAtOnce);
  if (why) throw new Refusal(`${why}. Agree with --open ${tickets}.`, exit.refused);
}
