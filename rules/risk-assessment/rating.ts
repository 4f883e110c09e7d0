import { deadlineAfter } from '../calendar/deadline.ts';
import { textOf } from '../event.ts';
import { byText, compareNumbered } from '../order.ts';
import { nameOf, type Organisation, trackerFor } from '../organisation.ts';
import type { PersonId } from '../programme.ts';
import { riskOf } from '../risk/cause.ts';
import { areComparable, criteriaVersion, type RiskCriteria, spokenCriteria } from '../risk/criteria.ts';
import { listedIn, riskOwners } from '../risk/owner.ts';
import { currentOf } from '../risk/reading.ts';
import type { Risk } from '../risk/state.ts';
import { NEW } from '../risk/terms.ts';
import type { StageView } from '../stage.ts';
import { datesOfStage } from '../stage-dates.ts';
import type { Item, TaskDraft } from '../task/state.ts';
import { draftWork, dutyOf } from '../task/terms.ts';
import type { Deadline } from '../time.ts';
import { approvedCriteria, isAlone, itemOf, newItem, risksIn, title } from './part.ts';

/** Each owner rates their own (6.1.2 c). Whose owner has left the programme, the lead rates until it has another one. */
export function rate(view: StageView): TaskDraft[] {
  const { org } = view;
  const only = riskOf(view.occurrence.cause);
  const risks = risksIn(view).filter(({ id }) => only === undefined || id === only);
  return byOwner(risks, org).map(([owner, own]) => rating(view, owner, own));
}

function byOwner(risks: Risk[], org: Organisation): [owner: PersonId, risks: Risk[]][] {
  const owners = new Map<PersonId, Risk[]>();
  for (const risk of risks) {
    const [owner = risk.owner] = riskOwners(risk.owner, org);
    owners.set(owner, [...(owners.get(owner) ?? []), risk]);
  }
  return [...owners].sort(byText(([owner]) => owner));
}

/** What came into the register while the others were rated, such as by an import: none is left unrated before the results are reported. */
export function rateMore(view: StageView): TaskDraft[] {
  const { tasks, org } = view;
  if (isAlone(view) || tasks.some(({ terms }) => terms.slot === 'report')) return [];
  const asked = tasks.flatMap(listedIn);
  const unrated = risksIn(view).filter((risk) => !currentOf(risk) && !asked.includes(risk.id));
  return byOwner(unrated, org).map(([owner, own]) => ratingMore(view, owner, own));
}

function ratingMore(view: StageView, owner: PersonId, risks: Risk[]): TaskDraft {
  const { tasks, org, now } = view;
  const { assignee, terms } = rating(view, owner, risks);
  const earlier = tasks.filter(({ terms: { slot } }) => `${slot}/`.startsWith(`${terms.slot}/`)).length;
  const [risk, ...others] = risks;
  const about = risk && others.length === 0 ? nameIn(risk) : `more risks of ${nameOf(org, owner)}`;
  const soon = earlierOf(deadlineAfter(org.calendar, now, org.programme.clocks.verification), terms.hardLimit);
  return {
    assignee,
    terms: {
      ...terms,
      slot: earlier > 0 ? `${terms.slot}/${earlier + 1}` : terms.slot,
      title: { text: `${title(view)}: ${about}` },
      ask: { text: 'Rate what came into the register while the other risks were rated.' },
      // What else could go wrong was asked with the others.
      evidence: terms.evidence.filter(({ id }) => id !== NEW),
      due: terms.due.at < soon.at ? soon : terms.due,
    },
  };
}

function earlierOf(due: Deadline, limit: Deadline | undefined): Deadline {
  return limit && limit.at < due.at ? limit : due;
}

function nameIn({ id, title }: Risk): string {
  return `${id}, ${textOf(title)}`;
}

function rating(view: StageView, owner: PersonId, risks: Risk[]): TaskDraft {
  const { org } = view;
  const asked = approvedCriteria(view);
  const alone = isAlone(view);
  const { next: _, verifier, ...terms } = draftWork(view).terms;
  const duty = dutyOf(view);
  const fresh = newItem('what else could go wrong', 'add TITLE consequence=4 likelihood=3');
  const [risk] = risks;
  const about = alone && risk ? nameIn(risk) : `risks of ${nameOf(org, owner)}`;
  return {
    assignee: owner,
    terms: {
      ...terms,
      kind: 'risk-rating',
      slot: `rate/${owner}`,
      title: { text: `${title(view)}: ${about}` },
      ask: {
        text: alone
          ? 'Rate this risk anew: its treatment did not do enough.'
          : 'Rate each of your risks as it stands today.',
      },
      instructions: [{ text: `The scales: ${spokenCriteria(asked)}.` }],
      evidence: [...inOrder(risks).map((r) => ratingItem(r, asked)), ...(alone ? [] : [fresh])],
      risks: { criteria: asked, ...(alone && { alone }) },
      owner,
      selfVerification: false,
      ...(verifier && { verifier: duty.owner }),
      tracker: trackerFor(org, owner, terms.tracker),
      ...datesOfStage(view, 'rate'),
    },
  };
}

function ratingItem(risk: Risk, asked: RiskCriteria): Item {
  const last = currentOf(risk);
  const then = last && areComparable(last.criteria, criteriaVersion(asked)) ? `; last time ${last.level}` : '';
  const unlike = last && !then ? '; last time on another scale' : '';
  const where = risk.scope ? ` (${textOf(risk.scope)})` : '';
  return { ...itemOf(risk.id, `${textOf(risk.title)}${where}${then}${unlike}`), word: 'risk' };
}

function inOrder(risks: Risk[]): Risk[] {
  return [...risks].sort((a, b) => compareNumbered(a.id, b.id));
}
