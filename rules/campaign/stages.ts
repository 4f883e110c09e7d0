import { textOf } from '../event.ts';
import { groupOf } from '../group.ts';
import { keyOf } from '../keys.ts';
import { loginOf, nameOf, trackerFor } from '../organisation.ts';
import type { PersonId } from '../programme.ts';
import type { Stages, StageView } from '../stage.ts';
import type { Item, TaskDraft } from '../task/state.ts';
import { draftWork, dutyOf } from '../task/terms.ts';
import { SHARE } from '../whole/count.ts';
import { ladderOfPart } from '../whole/ladder.ts';
import type { Whole } from '../whole/whole.ts';
import { listedParts, wantedText } from '../wording/whole.ts';

/** `ask`: the campaign as a whole, and a task for each person; of somebody who joins between two campaigns only theirs (7.3, A.5.1). */
export const campaignStages: Stages = { needs: [], tasks: { ask } };

/** @returns the slot of a person's task. */
export function askOf(person: PersonId): string {
  return `ask/${person}`;
}

function ask(view: StageView): TaskDraft[] {
  const { occurrence, org } = view;
  if (occurrence.subject !== undefined) return [theirs(view, occurrence.subject)];
  const people = groupOf(org, dutyOf(view));
  const asked = people.filter((person) => org.programme.trackers.some(({ id }) => loginOf(org, person, id)));
  const unasked = people.filter((person) => !asked.includes(person)).map((person) => nameOf(org, person));
  return [whole(view, people.length, unasked), ...asked.map((person) => part(view, person))];
}

function whole(view: StageView, n: number, unasked: string[]): TaskDraft {
  const { share = 100 } = dutyOf(view);
  const draft = draftWork(view);
  const { terms } = draft;
  const needs: Whole = { share, of: ['person', 'people'], unasked };
  const wanted = wantedText(needs, n);
  const noAccount = unasked.length > 0 ? [{ text: `Not asked, for want of an account: ${listedParts(unasked)}.` }] : [];
  return {
    ...draft,
    terms: {
      ...terms,
      slot: 'ask',
      ask: { text: `See to it that ${wanted} do this, each in a ticket of their own.` },
      instructions: [{ text: `What each of them reads: ${textOf(terms.ask)}` }, ...noAccount],
      evidence: [shareItem(wanted)],
      whole: needs,
    },
  };
}

function shareItem(wanted: string): Item {
  return { id: SHARE, text: { text: wanted }, file: false, kept: false, counted: true };
}

/** A person's task: without verifier and hard limit, which are the whole's; nobody above the manager is chased about it. */
function part(view: StageView, person: PersonId): TaskDraft {
  const { hardLimit: _, ...terms } = theirs(view, person).terms;
  const { occurrence, version } = view;
  const partOf = keyOf({ instance: version.instance, ...occurrence, slot: 'ask' });
  return { assignee: person, terms: { ...terms, partOf, ladder: ladderOfPart(terms.ladder) } };
}

function theirs(view: StageView, person: PersonId): TaskDraft {
  const { org, occurrence } = view;
  const { verifier: _, ...terms } = draftWork(view).terms;
  const { id, title, expires } = dutyOf(view);
  const { period, zone, occasion } = occurrence;
  const name = nameOf(org, person);
  return {
    assignee: person,
    terms: {
      ...terms,
      slot: askOf(person),
      // What happened is most often told by their name alone.
      title: { text: occasion ? `${title}, ${occasion.display}: ${name}` : `${textOf(terms.title)}: ${name}` },
      owner: person,
      tracker: trackerFor(org, person, terms.tracker),
      personal: true,
      campaign: { id, title: { text: title }, period, zone, ...(expires && { expires }) },
    },
  };
}
