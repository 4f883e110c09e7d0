import type { Organisation } from '../../../rules/organisation.ts';
import type { Delegation, Person, PersonId, Programme } from '../../../rules/programme.ts';
import { berlin } from '../calendar/calendars.ts';
import { duty, programme } from '../programmes.ts';

/** The engine's own account. */
export const engine = { id: 'a-engine', login: 'dutybound[bot]' };

function person(id: PersonId, name: string, parts: Partial<Person> = {}): Person {
  return { id, name, mail: `${id}@example.com`, accounts: { github: id }, channel: 'mail', ...parts };
}

/**
 * Sam does the work, Jonas is his manager, Mara verifies and leads, Elena is top management; Priya and Ken belong to the programme
 * without a part in it.
 */
export function organisation(
  parts: Partial<Programme> = {},
  delegates: Record<PersonId, Delegation> = {},
): Organisation {
  const people = [
    person('sam', 'Sam Okoro', { manager: 'jonas' }),
    person('mara', 'Mara Lindt'),
    person('jonas', 'Jonas Weber'),
    person('elena', 'Elena Costa'),
    person('priya', 'Priya Nair'),
    person('ken', 'Ken Adeyemi'),
  ].map((p) => ({ ...p, ...(delegates[p.id] && { delegate: delegates[p.id] }) }) as Person);
  const made = programme([duty()], {
    people,
    notices: { mail: { smtp: 'smtp://localhost', from: 'isms@example.com' } },
    ...parts,
  });
  const accounts = made.people.map((p) => ({ person: p.id, tracker: 'github', id: `a-${p.id}`, login: loginOf(p) }));
  return { programme: made, calendar: berlin, accounts, self: { github: engine } };
}

/** `mara-lindt` of Mara Lindt. */
function loginOf({ name }: Person): string {
  return name.toLowerCase().replace(' ', '-');
}
