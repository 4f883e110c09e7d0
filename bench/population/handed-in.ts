import type { NewEvent } from '../../rules/event.ts';
import type { PlannedOccurrence } from '../../rules/occurrence.ts';
import type { TaskEvents } from '../../rules/task/events.ts';
import { type Evidence, taskStream } from '../../rules/task/state.ts';
import { type Instant, plusMs } from '../../rules/time.ts';
import type { Names } from './names.ts';

export const ENGINE_ACTOR = 'engine';
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** Hashes of what is kept of a submission: the ticket as it was read, and a file. */
export interface Kept {
  snapshot: string;
  file: string;
}

/** @returns a task's events from its first reminder over the submission to its end, as the rules record them. */
export function handedIn(
  { due }: PlannedOccurrence,
  { task }: Pick<Names, 'task'>,
  { snapshot, file }: Kept,
): NewEvent[] {
  const before = (days: number) => plusMs(due.at, -days * DAY_MS);
  const given = before(2);
  const verified = before(1);
  const comment = `${1_000_000 + (Number.parseInt(task.slice(0, 5), 32) || 0)}`;
  const items = [evidence('export', given, file), { ...evidence('decisions', given), how: 'text' as const }];
  const told = (effect: string, to: string, at: Instant) =>
    of('told', at, { effect: `${task}:1:comment:${effect}`, channel: 'comment', to: [to] });
  const chased = (rung: string, at: Instant) => of('chased', at, { of: 'task', rung, to: ['sam'], skipped: [] });

  function of<K extends keyof TaskEvents>(kind: K, at: Instant, body: TaskEvents[K], actor = ENGINE_ACTOR): NewEvent {
    return { stream: taskStream(task), kind, actor, at, body: JSON.parse(JSON.stringify(body)) };
  }

  return [
    chased('r1', before(14)),
    told('rung:r1', 'sam', plusMs(before(14), MINUTE_MS)),
    chased('r2', before(3)),
    told('rung:r2', 'sam', plusMs(before(3), MINUTE_MS)),
    of(
      'submitted',
      given,
      { submission: { by: 'sam', at: given, items, snapshot, implementers: ['sam'] }, cause: `close:${comment}` },
      'person:sam',
    ),
    of('verification-asked', given, { of: ['mara'], due: { at: plusMs(given, 7 * DAY_MS) } }),
    told('verify', 'mara', plusMs(given, MINUTE_MS)),
    of('accepted', verified, { by: 'mara', self: false, cause: comment }, 'person:mara'),
    of('ended', verified, { verdict: 'verified' }),
    told('thanks', 'sam', plusMs(verified, MINUTE_MS)),
  ];
}

function evidence(item: string, at: Instant, kept?: string): Evidence {
  const url = `https://git.example.com/example/isms/files/${item}.csv`;
  return { item, by: 'sam', at, how: 'file', name: { text: `${item}.csv` }, url, ...(kept && { kept }) };
}
