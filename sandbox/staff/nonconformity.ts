import { requests } from './asked.ts';
import { draw, drawWhole } from './draw.ts';
import {
  type Case,
  type Colleague,
  dayAfter,
  type Intention,
  named,
  plusDays,
  says,
  type Work,
  workingDay,
  workingDayBefore,
} from './office.ts';

/** Step 6 of a nonconformity's list: its plan is agreed. */
const AGREEMENT = 6;
/** Days that a corrective action takes at least and at most. */
const ACTION: [number, number] = [7, 30];

/** A nonconformity: its owner writes the plan, somebody else agrees it; what follows has tickets of its own. */
export const nonconformity: Work = (one) => [...nextStep(one), ...requests(one)];

function nextStep(one: Case): Intention[] {
  const { ticket, paper, office, name } = one;
  if (ticket.state !== 'open' || !paper.next) return [];
  const { step, who } = paper.next;
  const [actor] = named(one, who);
  if (!actor) return [];
  if (step < AGREEMENT) return [plan(one, actor)];
  if (step > AGREEMENT) return [];
  const lastOf = (words: RegExp) => ticket.comments.findLast(({ body }) => words.test(body));
  const written = lastOf(/^\/(cause|no-action|criterion)/m);
  const since = written?.createdAt ?? ticket.createdAt;
  const denial = lastOf(/^\/deny plan/m);
  // Until the ticket names its owner nobody has the next move.
  if (denial && denial.createdAt >= since)
    return denial.author.login === actor.login ? [] : [change(one, actor, denial)];
  // Nobody agrees to what they wrote themselves: the ticket is about to name somebody else.
  if (written?.author.login === actor.login) return [];
  const denied = ticket.comments.some(({ body, author }) => /^\/deny plan/m.test(body) && author.login === actor.login);
  const isRight = denied || draw(office.seed, name, 'plan', office.dayOf(since)) >= office.temper.denies;
  const words = isRight ? '/approve plan' : '/deny plan because it mends the symptom only';
  const day = dayAfter(one, since, office.temper.answers, 'agree');
  // What turned major, or went back, is decided anew.
  const id = `agree:${since}:${gradeOf(ticket.title)}:${denied ? 'again' : 'first'}`;
  return [{ id, day, who: actor.login, does: () => says(one, actor, words) }];
}

/** What was denied is asked for again once something of it is written anew. */
function change(one: Case, owner: Colleague, denial: { createdAt: number }): Intention {
  const day = dayAfter(one, denial.createdAt, one.office.temper.plans, 'change');
  const words = '/cause nobody was named to stand in, so nobody knew that it was theirs';
  return { id: `change:${denial.createdAt}`, day, who: owner.login, does: () => says(one, owner, words) };
}

function plan(one: Case, owner: Colleague): Intention {
  const { ticket, office, paper, name } = one;
  const began = ticket.comments.findLast(({ body, author }) => {
    return author.login === office.engine && /Round \d+ begins/.test(body);
  });
  const since = began?.createdAt ?? ticket.createdAt;
  const day = dayAfter(one, since, office.temper.plans, 'plan');
  return {
    // What turned major while its plan was incomplete is planned anew.
    id: `plan:${since}:${gradeOf(ticket.title)}`,
    day,
    who: owner.login,
    does: () => says(one, owner, planOf(owner, actionDate(office.dayOf(since), day, paper.resolve, one), name)),
  };
}

/** @returns undefined where there is no time left for an action. */
function actionDate(began: string, today: string, resolve: string | undefined, { office, name }: Case) {
  const wanted = workingDay(plusDays(today, drawWhole(...ACTION, office.seed, name, 'action', began)));
  const latest = workingDayBefore(plusDays(resolve ?? wanted, -5));
  const date = wanted < latest ? wanted : latest;
  return date > plusDays(today, 2) ? date : undefined;
}

function planOf(owner: Colleague, date: string | undefined, name: string): string {
  const action = date ? `/action @${owner.login} ${date} name a stand-in for ${short(name)}` : undefined;
  return [
    '/correction what was missing is made up for',
    '/extent this one period; nothing was found that followed from it',
    '/similar none, because the other duties of the process were done in time',
    '/cause nobody stood in while the owner was away',
    action ?? '/no-action because the stand-in was named at once',
    '/criterion the next one is done on time',
  ].join('\n');
}

function gradeOf(title: string): string {
  return title.includes('(major)') ? 'major' : 'minor';
}

function short(name: string): string {
  return name.replace(/[^\w ,.-]/g, '').slice(0, 50);
}
