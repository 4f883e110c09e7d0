import { deciders } from '../authority.ts';
import { deadlineAfter } from '../calendar/deadline.ts';
import { dateAt, startOfDay } from '../calendar/local-day.ts';
import { addToDate } from '../calendar/span.ts';
import { textOf } from '../event.ts';
import { linkTo } from '../occasion/where.ts';
import { leads, personById, topManagement, trackerFor } from '../organisation.ts';
import type { PersonId } from '../programme.ts';
import type { Stages, StageView } from '../stage.ts';
import type { TaskDraft } from '../task/state.ts';
import { draftWork } from '../task/terms.ts';
import { type Instant, plusMs } from '../time.ts';
import { asSaid, cap, sentence, short } from '../wording/phrases.ts';
import { actionOf, BENEFIT, type Improvement } from './record.ts';

/** `evaluate`: the owner adopts or declines; `act`: what was adopted is done; `benefit`: later somebody says whether it helped (10.1). */
export const improvementStages: Stages = { needs: ['improvement'], tasks: { evaluate, act, benefit } };

function evaluate(view: StageView): TaskDraft[] {
  const found = improvementOf(view);
  if (!found) return [];
  const assignee = ownerOf(view, found);
  const { id, title, text, source } = found;
  return [
    draft(view, found, assignee, {
      kind: 'improvement',
      slot: 'evaluate',
      title: { text: `${id}: ${short(textOf(title))}` },
      ask: { text: `Decide whether to adopt this improvement: ${sentence(textOf(text))}` },
      instructions: source ? [{ text: `It comes from ${source}.` }] : [],
    }),
  ];
}

function act(view: StageView): TaskDraft[] {
  const found = improvementOf(view);
  const evaluated = view.tasks.find((t) => t.terms.slot === 'evaluate')?.evaluated;
  if (!found || !evaluated?.action) return [];
  const { owner, due, text } = evaluated.action;
  return [
    draft(view, found, owner, {
      kind: 'action',
      slot: 'act',
      title: { text: `${found.id}: ${short(textOf(text))}` },
      ask: { text: cap(sentence(textOf(text))) },
      instructions: [{ text: `It is what was adopted of ${found.id}: ${asSaid(textOf(found.title))}.` }],
      evidence: [{ id: 'proof', text: { text: 'what shows that it is done' }, file: false, kept: false }],
      verifier: ownerOf(view, found),
      action: actionOf(found.id),
      opens: evaluated.at,
      due,
    }),
  ];
}

/** Whoever carried it out never says whether it helped. */
function benefit(view: StageView): TaskDraft[] {
  const found = improvementOf(view);
  const acted = view.tasks.find((t) => t.terms.slot === 'act');
  if (!found || !acted?.endedAt || acted.verdict === 'waived') return [];
  const { org } = view;
  const owner = personById(org, found.owner) ? [found.owner] : [];
  const implementers = acted.submission?.implementers ?? [];
  const [checker] = deciders([owner, leads(org), topManagement(org)], implementers);
  if (!checker) return [];
  const opens = workedFor(view, acted.endedAt);
  return [
    draft(view, found, checker, {
      kind: 'benefit-check',
      slot: 'benefit',
      title: { text: `${found.id}: did it help? ${short(textOf(found.title))}` },
      ask: { text: `Say whether ${found.id} brought what it promised.` },
      instructions: [{ text: `What it was${linkTo(acted)}: ${asSaid(sentence(textOf(found.text)))}` }],
      evidence: [
        {
          id: BENEFIT,
          text: { text: 'what is better now and what shows it, or that nothing is' },
          file: false,
          kept: false,
        },
      ],
      opens,
      due: deadlineAfter(org.calendar, opens, org.programme.clocks.minor.plan),
    }),
  ];
}

/** Chased like other work, and without hard limit: it never counts as missed (domain: improvement). */
function draft(view: StageView, found: Improvement, assignee: PersonId, terms: Partial<TaskDraft['terms']>): TaskDraft {
  const { last: _, next: __, hardLimit: ___, ...work } = draftWork(view).terms;
  const { hardLimit: ____, ...ladder } = work.ladder;
  const { id, clauses, process, tracker } = found;
  return {
    assignee,
    terms: {
      ...work,
      ladder,
      clauses,
      process,
      owner: assignee,
      tracker: trackerFor(view.org, assignee, tracker),
      improvement: id,
      openedLateBy: 0,
      ...terms,
    },
  };
}

function improvementOf({ key, documented }: StageView): Improvement | undefined {
  return documented.find((d): d is Improvement => d.noun === 'improvement' && d.occurrence === key);
}

function ownerOf({ org }: StageView, { owner }: Improvement): PersonId {
  return (personById(org, owner) ? owner : leads(org)[0]) ?? owner;
}

/** What was done is left to work for as long as a fix is before its effectiveness review. */
function workedFor({ org }: StageView, done: Instant): Instant {
  const { calendar, programme } = org;
  const { effectiveness } = programme.clocks;
  if (effectiveness.unit === 'ms') return plusMs(done, effectiveness.n);
  return startOfDay(calendar.zone, addToDate(calendar, dateAt(calendar.zone, done), effectiveness));
}
