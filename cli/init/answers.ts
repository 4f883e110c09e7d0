import { regionsOf } from '../../config/organisation.ts';
import { type Asking, answered, canAsk } from '../connect/asking.ts';

/** What a first programme is written with; what is undefined stays as the example has it. */
export interface Answers {
  organisation?: string | undefined;
  instance?: string | undefined;
  zone?: string | undefined;
  /** A country code, or `none`. */
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

const line = (text: string) => (text !== '' && text.length <= 120 && !/["\\\p{Cc}]/u.test(text) ? text : undefined);

/** At most nine questions: how each is put, read, and proposed. */
const questions = {
  organisation: {
    text: 'Name of the organisation',
    read: line,
    allowed: 'one line of text, at most 120 characters, without quotation marks and backslashes',
  },
  instance: {
    text: 'Short name, a part of every key: choose it once',
    read: (text: string) => (/^[a-z0-9](?:[a-z0-9-]{0,22}[a-z0-9])?$/.test(text) ? text : undefined),
    allowed: 'a-z, 0-9, and hyphens, at most 24',
  },
  zone: {
    text: 'Time zone of its dates',
    read: (text: string) => (isZone(text) ? text : undefined),
    allowed: 'a time zone of the IANA database, such as Europe/Berlin',
  },
  country: {
    text: 'Country whose public holidays are free',
    read: (text: string) => (text === NONE || regionsOf(text) !== undefined ? text : undefined),
    allowed: 'a country code such as DE, or none',
  },
  lead: { text: 'Compliance lead', read: readPerson, allowed: 'NAME <MAIL>' },
  top: { text: 'Top management', read: readPerson, allowed: 'NAME <MAIL>' },
  auditor: { text: 'Internal auditor, who does none of the work', read: readPerson, allowed: 'NAME <MAIL>' },
  tracker: {
    text: 'Where tickets are opened',
    read: (text: string) => (['github', 'jira'] as const).find((kind) => kind === text.toLowerCase()),
    allowed: 'github, jira',
  },
  smtp: {
    text: 'What holds the address of the mail server',
    read: (text: string) => (text === NONE || /^\$\{(env:\w+|file:[^\s{}]+)\}$/.test(text) ? text : undefined),
    allowed: `\${env:NAME}, \${file:PATH}, or none`,
  },
};

/** What is proposed where nobody said: found on this machine, or following from what was answered before. */
function proposals(asking: Asking, before: Answers): Given {
  const { LANG = '', LC_ALL = '' } = asking.terminal.env;
  const [, country] = /^[a-z]{2}_([A-Z]{2})/.exec(LC_ALL || LANG) ?? [];
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return {
    instance: before.organisation === undefined ? undefined : instanceOf(before.organisation),
    zone: timeZone,
    country: country !== undefined && regionsOf(country) !== undefined ? country : NONE,
    tracker: 'github',
    smtp: `\${env:SMTP_URL}`,
  };
}

/**
 * @param given what options say. Where somebody can be asked, the rest is asked for, each question with what is proposed; else it stays
 * as the example has it, but for the short name, which is made of the organisation. @returns the answers. @throws Refusal naming the option for what is not allowed.
 */
export async function answersOf(asking: Asking, given: Given): Promise<Answers> {
  const answers: Answers = {};
  const asks = canAsk(asking) && !asking.yes;
  for (const name of Object.keys(questions) as (keyof Answers)[]) {
    const said = given[name];
    const proposal = proposals(asking, answers)[name];
    // Once applied it can never be changed: no organisation keeps the example's for not having been asked.
    if (name === 'instance' && said === undefined && !asks && proposal) answers.instance = proposal;
    if (said === undefined && !asks) continue;
    const { text, read, allowed } = questions[name];
    const question = { flag: `--${name} ${name.toUpperCase()}`, text, given: said, allowed };
    Object.assign(answers, { [name]: await answered<unknown>(asking, { ...question, read, proposal }) });
  }
  return answers;
}

/** @returns `example-gmbh` of `Example GmbH`; undefined where nothing of it can stand in a key. */
function instanceOf(organisation: string): string | undefined {
  const plain = organisation.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const short = plain.replace(/[^a-z0-9]+/g, '-').slice(0, 24);
  return short.replace(/^-+|-+$/g, '') || undefined;
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
