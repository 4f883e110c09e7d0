import { Refusal, type Terminal, table } from '../terminal.ts';
import { type Asking, answered, type Choice, canAsk } from './asking.ts';
import type { Someone } from './programme-text.ts';

const NOBODY = 'none';

/** Who has which account, and who has none that could be found. */
export interface Matched {
  /** Account by person, of those who had none in the programme. */
  found: Map<string, string>;
  missing: Someone[];
}

/** @param find somebody's account by mail address. @returns the accounts of everybody who has none in the programme yet. */
export async function matchPeople(
  people: Someone[],
  find: (mail: string) => Promise<Choice | undefined>,
): Promise<Matched & { named: Map<string, Choice> }> {
  const named = new Map<string, Choice>();
  const missing: Someone[] = [];
  for (const person of people.filter(({ account }) => account === undefined)) {
    const account = person.mail === undefined ? undefined : await find(person.mail);
    if (account && !isTaken(account.id, people, named)) named.set(person.id, account);
    else missing.push(person);
  }
  return { found: new Map([...named].map(([id, { id: account }]) => [id, account])), missing, named };
}

/** Shows who is whom, and what to add for whoever was not found. */
export function showPeople(
  terminal: Terminal,
  people: Someone[],
  { named, missing }: { named: ReadonlyMap<string, Choice>; missing: Someone[] },
  kind: string,
): void {
  const standing = people.filter(({ account }) => account !== undefined);
  const rows = [
    ...[...named].map(([id, account]) => [`  ✓ ${id}`, account.name || account.id, account.id]),
    ...standing.map(({ id, account }) => [`  ✓ ${id}`, 'as in the file', account ?? '']),
    ...missing.map(({ id, mail }) => [
      `  ! ${id}`,
      mail ? `nobody under ${mail}` : 'has no mail address',
      `add ${kind}: …`,
    ]),
  ];
  if (rows.length > 0) terminal.err(`People, matched by mail address:\n${table(rows)}`);
  if (missing.length > 0)
    terminal.err(
      `  Without an account there nobody can be given a ticket or decide in one: add people.ID.${kind}, or invite them and run this again.`,
    );
}

/**
 * Takes the accounts that were given for people, and asks for those that are missing.
 * @param given account by person. @param isAccount whether a text looks like an account there.
 * @returns the accounts that the programme does not have yet. @throws Refusal for somebody who is not in the programme.
 */
export async function completed(
  asking: Asking,
  people: Someone[],
  { found, missing }: Matched,
  {
    given,
    isAccount,
    allowed,
  }: { given: Record<string, string>; isAccount: (text: string) => boolean; allowed: string },
): Promise<Matched> {
  const stranger = Object.keys(given).find((id) => !people.some((person) => person.id === id));
  if (stranger !== undefined)
    throw new Refusal(
      `--person ${stranger}: nobody is called this; allowed: ${people.map(({ id }) => id).join(', ')}\nNothing was changed.`,
    );
  const all = new Map(found);
  const asked = [...Object.keys(given), ...(canAsk(asking) && !asking.yes ? missing.map(({ id }) => id) : [])];
  for (const id of new Set(asked)) {
    const account = await answered(asking, {
      flag: `--person ${id}=ACCOUNT`,
      text: `Account of ${people.find((person) => person.id === id)?.name}`,
      given: given[id],
      read: (text) => (text === NOBODY || isAccount(text) ? text : undefined),
      allowed: `${allowed}, or ${NOBODY}`,
      proposal: NOBODY,
    });
    if (account !== NOBODY) all.set(id, account);
  }
  return { found: all, missing: missing.filter(({ id }) => !all.has(id)) };
}

function isTaken(account: string, people: Someone[], named: ReadonlyMap<string, Choice>): boolean {
  const taken = [...people.map((person) => person.account), ...[...named.values()].map(({ id }) => id)];
  return taken.some((each) => each?.toLowerCase() === account.toLowerCase());
}
