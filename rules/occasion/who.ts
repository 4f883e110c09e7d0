import { isDay, startOfDay } from '../calendar/local-day.ts';
import { beginning, LONGEST_TITLE } from '../clipped.ts';
import { ID } from '../ids.ts';
import { nameOf, type Organisation, personById, personNamed } from '../organisation.ts';
import type { OccasionKind } from '../programme.ts';
import type { OccasionCall } from '../task/turn.ts';

/**
 * Who joins, moves, or leaves, as `event` says it: `priya 2027-05-03`, `@priya-nair`; whoever joins and is not in the programme yet by the
 * id that they will have, and their name: `max Max Muster`. @returns them, with their day where it is said, or what is wrong.
 */
export function whoSaid(
  { org, state }: { org: Organisation; state: { terms: { tracker: string } } },
  kind: OccasionKind,
  line: string,
): (Pick<OccasionCall, 'title' | 'person'> & Partial<Pick<OccasionCall, 'at'>>) | { wrong: string } {
  const words = line.split(/[\s,]+/).filter((word) => word !== '');
  const date = words.find((word) => /^\d{4}-\d{2}-\d{2}$/.test(word));
  if (date && !isDay(date)) return { wrong: `${date} is no day` };
  const [who = '', ...rest] = words.filter((word) => word !== date);
  const when = date ? { at: startOfDay(org.programme.zone, date) } : {};
  const known = personNamed(org, state.terms.tracker, who) ?? personById(org, who.toLowerCase())?.id;
  if (known) return { title: nameOf(org, known), person: known, ...when };
  const ids = org.programme.people.map(({ id }) => id).join(', ');
  if (who === '') return { wrong: `it says who, one of ${ids}` };
  const title = beginning(rest.join(' '), LONGEST_TITLE);
  if (kind === 'joiner' && ID.test(who) && title !== '') return { title, person: who, ...when };
  const wrong = `nobody is called ${beginning(who, LONGEST_TITLE)}; there are: ${ids}`;
  return {
    wrong: kind === 'joiner' ? `${wrong}; of somebody else it says the id that they will have, and their name` : wrong,
  };
}
