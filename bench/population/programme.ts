import { TRACKER } from '../site/company.ts';
import { programmeText } from '../site/programme.ts';

/** Weekly duties whose tickets open twenty weeks ahead: as many are open at any time for each subject. */
export const WEEKS_OPEN = 20;
const SUBJECTS = 10;
const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;
/** Between two rounds of the planner. */
const PLANNER_S = 5;

/** How large a population is. */
export interface Size {
  /** Open tasks, rounded to whole duties of 200. */
  open: number;
  /** Weeks for which the programme has been in force, each with as many ended occurrences as a twentieth of `open`. */
  weeks: number;
}

/** @returns how many duties a population of that size has. */
export function dutiesOf({ open }: Size): number {
  return Math.max(1, Math.round(open / (SUBJECTS * WEEKS_OPEN)));
}

/** @returns when the programme was applied, epoch ms: at a whole second. @param now epoch ms. */
export function beginOf({ weeks }: Size, now: number): number {
  return Math.floor(now / 1000) * 1000 - weeks * WEEK_MS;
}

/** @returns isms.yaml of a company with that many duties. @param api of the tracker. @param now epoch ms. */
export function populationText(size: Size, api: string, now: number): string {
  // Days after the beginning, so that nothing is past when the programme is applied, nor chased while it is measured.
  const first = new Date(beginOf(size, now) + 3 * DAY_MS).toISOString().slice(0, 10);
  const subjects = Array.from({ length: SUBJECTS }, (_, i) => `system-${i + 1}: { title: "System ${i + 1}" }`);
  const duty = (i: number) => `  review-${i}:
    kind: evidence-request
    title: "Access review ${i}"
    ask: Check who can reach the system and remove what is no longer needed.
    instructions: [ Export users and roles., "Decide for each one: keep, change, or remove.", Remove what must go. ]
    clause: A.5.18
    process: access
    owner: sam
    verifier: mara
    every: 1 week
    first: ${first}
    shift: none
    ladder: steady
    tracker: ${TRACKER}
    subjects: { ${subjects.join(', ')} }
    evidence: { export: users and roles, decisions: who decided what }
`;
  const duties = Array.from({ length: dutiesOf(size) }, (_, i) => duty(i + 1)).join('');
  const more = `  steady: { lead: ${7 * WEEKS_OPEN - 1} days, hard_limit: 28 days, rungs: [ { at: 0 days, to: assignee } ] }`;
  return programmeText({ api, planner: PLANNER_S, more, duties });
}
