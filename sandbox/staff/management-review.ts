import { fullName } from '../store/store.ts';
import { asked, requests } from './asked.ts';
import { draw, drawWhole } from './draw.ts';
import {
  type Case,
  type Colleague,
  dayAfter,
  type Intention,
  plusDays,
  says,
  type Work,
  workingDay,
} from './office.ts';
import { dayOfWork } from './task.ts';

/** Days that an action of a review, or of an adopted improvement, is given. */
const ACTION: [number, number] = [20, 45];

/** A management review: whoever chairs writes down what was considered and closes; top management signs. */
export const managementReview: Work = (one) => [...meeting(one), ...requests(one), ...asked(one)];

/** An opportunity for improvement: its owner adopts it, or declines it. */
export const improvement: Work = (one) => {
  const { ticket, doer, office, name } = one;
  if (ticket.state !== 'open' || !doer) return [];
  const about = office.dayOf(ticket.createdAt);
  const day = dayAfter(one, ticket.createdAt, office.temper.answers, 'evaluate');
  const isAdopted = draw(office.seed, name, 'adopt', about) >= 0.4;
  const words = isAdopted
    ? `/adopt @${doer.login} ${actionDay(one, day)} try it in one team`
    : '/decline cost-outweighs-benefit because it happens twice a year';
  return [{ id: 'evaluate', day, who: doer.login, does: () => says(one, doer, words) }];
};

function meeting(one: Case): Intention[] {
  const { ticket, doer, paper, office, name } = one;
  if (ticket.state !== 'open' || !doer || !paper.due) return [];
  const reopened = ticket.events.findLast(({ what }) => what.kind === 'reopened')?.at;
  const isComplete = reopened !== undefined || draw(office.seed, name, 'complete') >= office.temper.incomplete;
  const day =
    reopened === undefined ? dayOfWork(one, paper.due) : dayAfter(one, reopened, office.temper.again, 'again');
  if (day === undefined) return [];
  const id = reopened === undefined ? 'hold' : `again:${reopened}`;
  return [{ id, day, who: doer.login, does: () => hold(one, doer, isComplete, day) }];
}

function hold(one: Case, chair: Colleague, isComplete: boolean, day: string): void {
  const { office, ticket, paper } = one;
  const items = isComplete ? paper.items : paper.items.slice(0, -1);
  const said = items.map(({ id }) =>
    id === 'present' ? '/present everybody' : `/decide ${id} ${considered(one, id)}`,
  );
  const isFirst = items.length > 1;
  const action = isFirst ? [`/action @${chair.login} ${actionDay(one, day)} shorten the list of open points`] : [];
  // Nothing lacks in minutes that came back, but what they were sent back for.
  const mended = said.length === 0 ? ['/decide d what was asked about is put right'] : [];
  says(one, chair, [...said, ...action, ...mended].join('\n'));
  office.act.close(chair.login, fullName(ticket.repository), ticket.number, 'completed');
}

function considered({ office, name }: Case, id: string): string {
  const isQuiet = draw(office.seed, name, 'topic', id) < 0.5;
  return isQuiet
    ? 'none, because nothing changed since the last review'
    : 'seen; the figures are as they were expected';
}

function actionDay({ office, name }: Case, day: string): string {
  return workingDay(plusDays(day, drawWhole(...ACTION, office.seed, name, 'action', day)));
}
