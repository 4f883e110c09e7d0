import { barredFrom } from '../authority.ts';
import { dayOf } from '../calendar/deadline.ts';
import { textOf, type Words } from '../event.ts';
import { holders, leads, nameOf, topManagement } from '../organisation.ts';
import type { PersonId } from '../programme.ts';
import type { Stages, StageView } from '../stage.ts';
import { aboutId } from '../subject.ts';
import type { Item, TaskDraft } from '../task/state.ts';
import { draftWork, dutyOf, nextSchedule } from '../task/terms.ts';
import { dayAt } from '../wording/phrases.ts';
import { type ControlledDocument, inForceOf, type Version } from './record.ts';
import type { InForce } from './version.ts';

/** `review`: the document's owner names the version that is to be in force; the verifier approves it (7.5.2, 5.2). */
export const documentStages: Stages = { needs: ['document'], tasks: { review } };

function review(view: StageView): TaskDraft[] {
  const duty = dutyOf(view);
  const { occurrence, version } = view;
  const subject = duty.subjects.find((s) => s.id === occurrence.subject);
  const id = aboutId(duty, subject?.id);
  const draft = draftWork(view);
  const { terms } = draft;
  const next = nextSchedule(view, terms.ladder);
  const standing = versionInForce(view, id);
  const place = subject?.location ?? duty.location;
  const document = {
    id,
    title: { text: subject?.title ?? duty.title },
    period: occurrence.period,
    ...(next && { next: dayOf(version.zone, next.due) }),
  };
  const instructions = [...placesOf(view, standing, place), ...terms.instructions];
  const evidence = [versionItem(standing, place), ...terms.evidence];
  return [
    { ...draft, terms: { ...terms, slot: 'review', instructions, evidence, document, ...notTheirOwn(view, draft) } },
  ];
}

/** Nobody approves a document of their own, also where they gave its review to somebody else. */
function notTheirOwn({ org }: StageView, { terms: { owner, verifier = '' } }: TaskDraft): { barred?: PersonId[] } {
  const barred = barredFrom([holders(org, verifier, owner), leads(org), topManagement(org)], [owner], []);
  return barred.length > 0 ? { barred } : {};
}

function versionInForce({ documented }: StageView, id: string): Version | undefined {
  const found = documented.find((d): d is ControlledDocument => d.noun === 'document' && d.id === id);
  return found && inForceOf(found.versions);
}

/** Where it is, and which version holds: the first line of the ticket's steps. */
function placesOf({ org, occurrence }: StageView, standing: Version | undefined, place: string | undefined): Words[] {
  const where = standing ? textOf(standing.location) : place;
  if (!standing) return where ? [{ text: `The document: ${where}` }] : [];
  const { approver, at, version } = standing;
  const since = `${dayAt(org, at, occurrence.due)} ${at.slice(0, 4)}`;
  return [{ text: `In force: version ${version}, approved by ${nameOf(org, approver)} on ${since}: ${where}` }];
}

function versionItem(standing: Version | undefined, place: string | undefined): Item {
  const location = standing ? textOf(standing.location) : place;
  const form: InForce = {
    ...(standing && { version: standing.version }),
    ...(location !== undefined && { location }),
  };
  return {
    id: 'version',
    text: { text: 'the version that is to be in force, and where it is' },
    file: false,
    kept: false,
    word: 'version',
    form: { ...form },
  };
}
