import { draw } from './draw.ts';
import { says, type Work } from './office.ts';
import { task } from './task.ts';

/** Of the versions in force, how many still hold. */
const UNCHANGED = 0.6;

/** A document: whoever reviews it names the version, and closes. */
export const documentReview: Work = (one) => {
  const { ticket, doer, office, name } = one;
  const month = office.dayOf(ticket.createdAt).slice(0, 7);
  const holds = /In force: version/.test(ticket.body ?? '') && draw(office.seed, name, 'unchanged') < UNCHANGED;
  const word = holds
    ? '/version unchanged because nothing of it has changed'
    : `/version ${month} https://wiki.example.com/document`;
  return task(one).map((intention) => {
    if (!doer || !isHandIn(intention.id)) return intention;
    const does = () => {
      says(one, doer, word);
      intention.does();
    };
    return { ...intention, does };
  });
};

/** A campaign: each closes their own; the whole hands itself in, and is closed by somebody only after it was rejected. */
export const campaign: Work = (one) => {
  const isWhole = /\*\*share\*\*/.test(one.ticket.body ?? '');
  const isOwn = (id: string) => id === 'hand-in' || id === 'extend' || id === 'waive';
  return task(one).filter(({ id }) => !isWhole || !isOwn(id));
};

function isHandIn(id: string): boolean {
  return id === 'hand-in' || id.startsWith('again:');
}
