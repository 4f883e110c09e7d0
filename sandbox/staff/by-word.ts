import { draw } from './draw.ts';
import { dayAfter, says, type Work } from './office.ts';

/** An effectiveness review: its reviewer says whether the fix worked. */
export const effectivenessReview: Work = (one) => {
  const { ticket, doer, office, name } = one;
  if (ticket.state !== 'open' || !doer) return [];
  const about = office.dayOf(ticket.createdAt);
  const isEffective = draw(office.seed, name, 'effective', about) >= office.temper.ineffective;
  const words = isEffective ? '/effective the last two were done on time' : '/ineffective because it happened again';
  const day = dayAfter(one, ticket.createdAt, office.temper.answers, 'judge');
  return [{ id: 'judge', day, who: doer.login, does: () => says(one, doer, words) }];
};

/** A change that makes the programme weaker: top management decides. */
export const programmeChange: Work = (one) => {
  const { ticket, doer, office, name } = one;
  if (ticket.state !== 'open' || !doer) return [];
  const isApproved = draw(office.seed, name, 'change', office.dayOf(ticket.createdAt)) >= office.temper.denies;
  const words = isApproved ? '/approve' : '/deny because nothing has changed that would allow it';
  const day = dayAfter(one, ticket.createdAt, office.temper.answers, 'change');
  return [{ id: 'decide', day, who: doer.login, does: () => says(one, doer, words) }];
};

/** Minors that repeat on one process: the lead says whether they are a major. */
export const repeats: Work = (one) => {
  const { ticket, doer, office, name } = one;
  if (ticket.state !== 'open' || !doer) return [];
  const isMajor = draw(office.seed, name, 'repeats', office.dayOf(ticket.createdAt)) >= office.temper.denies;
  const words = isMajor ? '/accept' : '/reject because each of them has another cause';
  const day = dayAfter(one, ticket.createdAt, office.temper.answers, 'weigh');
  return [{ id: 'weigh', day, who: doer.login, does: () => says(one, doer, words) }];
};

/** A triage: every question that is open is answered with a reason; yes as often as a fix turns out not to work. */
export const triage: Work = (one) => {
  const { ticket, doer, office, paper, name } = one;
  if (ticket.state !== 'open' || !doer || paper.items.length === 0) return [];
  const about = office.dayOf(ticket.createdAt);
  const words = paper.items.map(({ id }) =>
    draw(office.seed, name, id, about) < office.temper.ineffective
      ? `/answer ${id} yes because it was more than a slip`
      : `/answer ${id} no because nothing points to it`,
  );
  const day = dayAfter(one, ticket.createdAt, office.temper.answers, 'triage');
  return [{ id: 'answer', day, who: doer.login, does: () => says(one, doer, words.join('\n')) }];
};
