/** The stage of an incident or a change in which people outside are told, and what each task's slot begins with. */
export const NOTICE = 'notify';

/** Whoever else outside has to be told: no authority of the programme. */
export const OTHERS = 'others';

/** @returns the question of a triage whether somebody outside has to be told. */
export function askWhether(outside: string): string {
  return outside === OTHERS ? NOTICE : `${NOTICE}-${outside}`;
}

/** @returns whom a question asks about; undefined for other questions. */
export function outsideOf(question: string): string | undefined {
  if (question === NOTICE) return OTHERS;
  return question.startsWith(`${NOTICE}-`) ? question.slice(NOTICE.length + 1) : undefined;
}
