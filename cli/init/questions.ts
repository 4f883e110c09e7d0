import { INSTANCE } from '../../config/fields.ts';
import { regionsOf } from '../../config/organisation.ts';
import type { Asking } from '../connect/asking.ts';
import { shortNameOf } from './letters.ts';

/** What a first programme is written with; what is undefined stays as the example has it. */
export interface Answers {
  organisation?: string | undefined;
  instance?: string | undefined;
  zone?: string | undefined;
  /** A country code, with a region as in `DE-BY`, or `none`. */
  country?: string | undefined;
  lead?: Person | undefined;
  top?: Person | undefined;
  auditor?: Person | undefined;
  tracker?: 'github' | 'jira' | undefined;
  /** A reference to the address of a mail server, or `none`. */
  smtp?: string | undefined;
}

export interface Person {
  name: string;
  mail: string;
}

/** Each answer as its option gives it. */
export type Given = { [K in keyof Answers]?: string | undefined };

export const NONE = 'none';

const PERSON = 'NAME <MAIL>';
const LONGEST_INSTANCE = 24;

const line = (text: string) => (text !== '' && text.length <= 120 && !/["\\\p{Cc}]/u.test(text) ? text : undefined);

/** At most nine questions: how each is put and read, given what was answered before, and what is allowed. */
export const questions = {
  organisation: {
    text: 'Name of the organisation',
    read: line,
    allowed: 'one line of text, at most 120 characters, without quotation marks and backslashes',
  },
  instance: {
    text: 'Short name, a part of every key: choose it once',
    read: (text: string) => (INSTANCE.test(text) ? text : undefined),
    allowed: 'a-z, 0-9, and hyphens, at most 24',
  },
  zone: {
    text: 'Time zone of its dates',
    read: (text: string) => (isZone(text) ? text : undefined),
    allowed: 'a time zone of the IANA database, such as Europe/Berlin',
  },
  country: {
    text: 'Country whose public holidays are free',
    read: readCountry,
    allowed: 'a country code such as DE, with its region as in DE-BY if you like, or none',
  },
  lead: { text: 'Compliance lead', read: readPerson, allowed: PERSON },
  top: {
    text: 'Top management',
    read: (text: string, { lead }: Answers) => anotherThan(readPerson(text), lead),
    allowed: `${PERSON}, somebody else than the compliance lead: lead and top management are two people, because top management decides what the lead asks for`,
  },
  auditor: {
    text: 'Internal auditor, who does none of the work',
    read: (text: string, { lead, top }: Answers) => anotherThan(readPerson(text), lead, top),
    allowed: `${PERSON}, somebody else than lead and top management: nobody audits what they lead or decide themselves (9.2.2)`,
  },
  tracker: {
    text: 'Where tickets are opened',
    read: (text: string) => (['github', 'jira'] as const).find((kind) => kind === text.toLowerCase()),
    allowed: 'github, jira',
  },
  smtp: {
    text: 'What holds the address of the mail server',
    isPrivate: true,
    read: (text: string) => (text === NONE || /^\$\{(env:\w+|file:[^\s{}]+)\}$/.test(text) ? text : undefined),
    allowed: `\${env:NAME}, \${file:PATH}, or none`,
  },
};

/** @returns what is proposed where nobody said: found on this machine, or following from what was answered before. */
export function proposals(asking: Asking, before: Answers): Given {
  const { LANG = '', LC_ALL = '' } = asking.terminal.env;
  const [, country] = /^[a-z]{2}_([A-Z]{2})/.exec(LC_ALL || LANG) ?? [];
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return {
    instance: before.organisation === undefined ? undefined : shortNameOf(before.organisation, LONGEST_INSTANCE),
    zone: timeZone,
    country: country !== undefined && regionsOf(country) !== undefined ? country : NONE,
    tracker: 'github',
    smtp: `\${env:SMTP_URL}`,
  };
}

function readCountry(text: string): string | undefined {
  if (text.toLowerCase() === NONE) return NONE;
  const [code = '', wanted, ...rest] = text.toUpperCase().split('-');
  const regions = rest.length === 0 ? regionsOf(code) : undefined;
  if (regions === undefined || wanted === undefined) return regions && code;
  const region = regions.find((one) => one.toUpperCase() === wanted);
  return region && `${code}-${region}`;
}

/** Two of the same mail are one person, and so are two of the same name: their accounts could not be told apart. */
function anotherThan(person: Person | undefined, ...others: (Person | undefined)[]): Person | undefined {
  const isSame = (other: Person | undefined) =>
    other?.mail.toLowerCase() === person?.mail.toLowerCase() ||
    other?.name.toLowerCase() === person?.name.toLowerCase();
  return person && others.some((other) => other && isSame(other)) ? undefined : person;
}

function readPerson(text: string): Person | undefined {
  const [, name = '', mail = ''] = /^([^<>"\\]+?)\s*<([^\s@<>"(),;:]+@[^\s@<>"(),;:]+)>$/.exec(text) ?? [];
  return name.length > 0 && name.length <= 80 && mail !== '' ? { name, mail } : undefined;
}

function isZone(text: string): boolean {
  try {
    return text !== '' && Intl.DateTimeFormat(undefined, { timeZone: text }) !== undefined;
  } catch {
    return false;
  }
}
