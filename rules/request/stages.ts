import { deadlineOn } from '../calendar/deadline.ts';
import { textOf } from '../event.ts';
import { groupOf } from '../group.ts';
import { keyOf } from '../keys.ts';
import { leads, nameOf, trackerFor } from '../organisation.ts';
import { drawn } from '../sample.ts';
import type { Stages, StageView } from '../stage.ts';
import type { Item, TaskDraft } from '../task/state.ts';
import { draftWork, dutyOf } from '../task/terms.ts';
import { SHARE } from '../whole/count.ts';
import { ladderOfPart } from '../whole/ladder.ts';
import type { Whole } from '../whole/whole.ts';
import type { Line, RequestList } from './list.ts';

/** `task`: the duty's own evidence; of a list that came in, the list as a whole and a task for each line (9.1). */
export const requestStages: Stages = { needs: ['request'], tasks: { task } };

function task(view: StageView): TaskDraft[] {
  const list = view.documented.find((d): d is RequestList => d.noun === 'request' && d.occurrence === view.key);
  if (!list) return [withSample(view, draftWork(view))];
  return [whole(view, list), ...list.lines.map((line) => lineTask(view, list, line))];
}

/** Whoever hands in does not choose whose cases they show: the ticket names people who are drawn, and anybody can draw them again. */
function withSample(view: StageView, { assignee, terms }: TaskDraft): TaskDraft {
  const duty = dutyOf(view);
  if (!duty.sample) return { assignee, terms };
  const everybody = groupOf(view.org, duty);
  const people = drawn(everybody, duty.sample, view.key, (person) => person);
  const names = people.map((person) => nameOf(view.org, person)).join(', ');
  const text = `Drawn for this, ${people.length} of ${everybody.length}: ${names} (seed ${view.key}).`;
  return { assignee, terms: { ...terms, instructions: [{ text }, ...terms.instructions] } };
}

function whole(view: StageView, list: RequestList): TaskDraft {
  const draft = draftWork(view);
  const { verifier: _, ...terms } = draft.terms;
  const needs: Whole = { share: 100, of: ['item', 'items'], unasked: [] };
  const from = list.auditor ? [{ text: `Asked for by ${textOf(list.auditor)}.` }] : [];
  const share: Item = { id: SHARE, text: { text: 'every item of the list' }, file: false, kept: false, counted: true };
  return {
    ...draft,
    terms: {
      ...terms,
      title: list.title,
      ask: { text: 'See to it that every item of this list is handed in and accepted, each in a ticket of its own.' },
      instructions: from,
      evidence: [share],
      whole: needs,
    },
  };
}

/** @returns the task of one line: with whoever has it, or with the lead where the programme does not know them. */
export function lineTask(view: StageView, list: RequestList, line: Line): TaskDraft {
  const { org, occurrence, version } = view;
  const { hardLimit: _, next: __, last: ___, ...terms } = draftWork(view).terms;
  const owner = line.owner ?? leads(org)[0] ?? terms.owner;
  const asked = textOf(list.auditor);
  return {
    assignee: owner,
    terms: {
      ...terms,
      slot: `task/${line.id}`,
      title: { text: `${textOf(list.title)}: ${textOf(line.item)}` },
      ask: { text: `Hand in ${textOf(line.item)}${asked ? `, for ${asked}` : ''}.` },
      instructions: line.owner ? [] : [{ text: nobodyKnows(line) }],
      evidence: [itemOf(line)],
      ...(line.clause && { clauses: [line.clause] }),
      owner,
      tracker: trackerFor(org, owner, terms.tracker),
      ladder: ladderOfPart(terms.ladder),
      ...(line.due && { due: deadlineOn(version.zone, line.due) }),
      partOf: keyOf({ instance: version.instance, ...occurrence, slot: 'task' }),
      ...(!line.owner && { unknownOwner: line.named }),
    },
  };
}

function itemOf({ id, what, maxAge }: Line): Item {
  return { id, text: what, file: true, kept: false, ...(maxAge && { maxAge: { unit: 'days', n: maxAge } }) };
}

function nobodyKnows({ named }: Line): string {
  const name = textOf(named);
  return name === ''
    ? 'The list names nobody who has it: assign whoever does.'
    : `The list names ${name}, whom the programme does not know: assign whoever has it.`;
}
