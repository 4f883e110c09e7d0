import { z } from 'zod';
import { ID } from '../rules/ids.ts';
import { type Delegation, type Person, POWERS } from '../rules/programme.ts';
import { mail } from './addresses.ts';
import { byId, date, field, fields, ID_FORM, line, list, name, oneOf } from './fields.ts';
import { accountId } from './jira.ts';

/** A login at GitHub, as it is written without @. */
export const githubLogin = field('a GitHub login without @, such as sam-okoro', (text) =>
  /^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,38})$/.test(text) ? text : undefined,
);

/** The key in a person's entry is the kind of tracker in which it is their account. */
const accounts = { github: githubLogin.exactOptional(), jira: accountId.exactOptional() };

const delegate = fields({
  to: name,
  from: date.exactOptional(),
  until: date.exactOptional(),
  powers: list(oneOf(POWERS), `a list of ${POWERS.join(', ')}`).exactOptional(),
});

/** Until which day somebody is competent, and what shows it. */
const competence = fields({ until: date, proof: line(200) });

/** `manager` is a relation wherever somebody is named, so nobody can be called that. */
const personId = z.string().refine((id) => ID.test(id) && id !== 'manager', { error: `${ID_FORM}, not "manager"` });

export const people = byId(
  fields({
    name: line(80),
    mail: mail.exactOptional(),
    ...accounts,
    manager: name.exactOptional(),
    delegate: delegate.exactOptional(),
    competence: fields({ auditor: competence.exactOptional() }).exactOptional(),
    channel: oneOf(['mail', 'chat']).exactOptional(),
  }),
  personId,
);

/** Who holds which role. Any name will do; `lead` and `top` must be there. */
export const roles = byId(
  list(name, 'a list of people').refine((holders) => holders.length > 0, { error: 'at least one person' }),
);

/** @returns the people in the order of the file. */
export function peopleOf(raw: z.output<typeof people>): Person[] {
  return Object.entries(raw).map(([id, { github, jira, delegate: stand, channel, ...rest }]) => ({
    id,
    ...rest,
    accounts: { ...(github === undefined ? {} : { github }), ...(jira === undefined ? {} : { jira }) },
    ...(stand === undefined ? {} : { delegate: delegationOf(stand) }),
    channel: channel ?? 'mail',
  }));
}

function delegationOf(raw: z.output<typeof delegate>): Delegation {
  return { ...raw, powers: raw.powers ?? [] };
}
