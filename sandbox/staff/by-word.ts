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

/** A triage: each of its questions is answered, with a reason. */
export const triage: Work = (one) => {
  const { ticket, doer, office, name, paper } = one;
  const open = paper.items.filter(({ word }) => word === 'answer');
  if (ticket.state !== 'open' || !doer || open.length === 0) return [];
  const about = office.dayOf(ticket.createdAt);
  const lines = open.map(({ id }) => {
    // Which risk, nobody knows who has not looked.
    const isYes = id !== 'treatment' && draw(office.seed, name, id, about) < office.temper.ineffective;
    return `/answer ${id} ${isYes ? 'yes because it could happen again' : 'no because nothing follows from it'}`;
  });
  const day = dayAfter(one, ticket.createdAt, office.temper.answers, 'triage');
  return [
    {
      id: `answer:${open.map(({ id }) => id).join()}`,
      day,
      who: doer.login,
      does: () => says(one, doer, lines.join('\n')),
    },
  ];
};
