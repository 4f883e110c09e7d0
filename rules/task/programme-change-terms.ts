import { deadlineAfter } from '../calendar/deadline.ts';
import { type Effect, effectKey, priority, redrawing } from '../effect.ts';
import type { NewEvent } from '../event.ts';
import { ladderOf } from '../nonconformity/raise.ts';
import { managementTrackerOf, type Organisation, topManagement, trackerFor } from '../organisation.ts';
import type { PersonId } from '../programme.ts';
import type { Instant } from '../time.ts';
import type { Said } from '../wording/difference.ts';
import { changeAsked, changeLines, changeTitle, changeWithdrawn } from '../wording/programme-change.ts';
import { type TaskState, type TaskTerms, taskStream } from './state.ts';

/** Changes that wait for top management. */
export interface WeakeningAsked {
  changes: Said[];
  because: string;
  /** Who applies, as the log has it. */
  actor: string;
  /** The person who applies, where one was named, and who applied before them what waits already: they may not decide. */
  appliers: PersonId[];
  version: number;
}

/**
 * @returns the ticket that asks top management whether the programme may become weaker (6.3; domain, section 3: never the applier).
 * @throws RangeError if the programme lacks the ladder.
 */
export function programmeChangeTerms(
  org: Organisation,
  asked: WeakeningAsked,
  names: Pick<TaskTerms, 'key' | 'display'>,
  now: Instant,
): { terms: TaskTerms; assignee: PersonId } {
  const { programme, calendar } = org;
  const { changes, appliers, version } = asked;
  const assignee = topManagement(org).find((p) => !appliers.includes(p)) ?? topManagement(org)[0] ?? '';
  const terms: TaskTerms = {
    ...names,
    kind: 'programme-change',
    origin: { programme: version },
    slot: 'approval',
    title: { text: changeTitle(changes.length) },
    ask: { text: changeAsked(asked, org) },
    instructions: changeLines(changes, names.display).map((text) => ({ text })),
    evidence: [],
    clauses: ['6.3'],
    process: programme.processes[0]?.id ?? '',
    // Whoever decides must be able to where they are now: an account that the change itself brings does not count yet.
    tracker: trackerFor(org, assignee, managementTrackerOf(programme)),
    owner: assignee,
    selfVerification: false,
    ...(appliers.length > 0 && { barred: appliers }),
    ladder: ladderOf(programme),
    extensions: 0,
    missedGrade: 'minor',
    opens: now,
    due: deadlineAfter(calendar, now, programme.clocks.verificationByTop),
    version,
  };
  return { terms, assignee };
}

/** @returns what ends the ticket of changes that the newest version no longer asks for: an answer to it would change nothing. */
export function programmeChangeTakenBack(
  { terms: { key }, thread: { generation } }: TaskState,
  version: number,
  now: Instant,
): { event: NewEvent; effects: Effect[] } {
  const event = { stream: taskStream(key), kind: 'ended', actor: 'engine', at: now, body: { verdict: 'withdrawn' } };
  const name = effectKey(key, generation, 'comment:withdrawn');
  const text = changeWithdrawn(version);
  const say: Effect = { kind: 'comment', key: name, priority: priority.reply, text, told: [] };
  return { event, effects: [redrawing(key, generation, 'withdrawn'), say] };
}
