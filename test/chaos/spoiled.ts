import type { Facts } from './verdict/facts.ts';

/** One thing gone wrong, and what the verdict must call it. */
export interface Spoiled {
  what: string;
  spoil(facts: Facts): void;
  as: 'lost' | 'doubled' | 'wrong';
  says: RegExp;
}

function first<T>(list: readonly T[], fits: (each: T) => boolean = () => true): T {
  const found = list.find(fits);
  if (found === undefined) throw new Error('the facts lack what is to be spoiled');
  return found;
}

function taskOf({ tasks, expectations }: Facts, plot: string) {
  const duty = first(expectations, (e) => e.duty.plot === plot).duty.id;
  return first(tasks, ({ columns }) => columns.duty === duty);
}

const bySaying = (words: string) => (c: { body: string }) => c.body.includes(words);

export const spoiled: Spoiled[] = [
  {
    what: 'a second ticket with the same key',
    spoil: ({ tickets }) => tickets.push({ ...first(tickets, (t) => !t.gone), number: 999, id: 1 }),
    as: 'doubled',
    says: /carry the same key/,
  },
  {
    what: 'a second ticket with the same key, deleted after the engine had heard of the first',
    spoil: (facts) => {
      const { columns, key } = taskOf(facts, 'never');
      const ticket = first(facts.tickets, (t) => String(t.id) === columns.ticket_id);
      facts.tickets.push({ ...ticket, gone: { kind: 'deleted' }, number: 999, id: 1 });
      const opened = first(facts.events, (e) => e.stream === `task/${key}` && e.kind === 'opened');
      facts.events.push({ ...opened, body: { ref: { id: '1' } } });
    },
    as: 'doubled',
    says: /carry the same key/,
  },
  {
    what: 'a ticket that is not there',
    spoil: (facts) => {
      const { columns } = taskOf(facts, 'never');
      facts.tickets = facts.tickets.filter((t) => String(t.id) !== columns.ticket_id);
    },
    as: 'lost',
    says: /no ticket of generation 1/,
  },
  {
    what: 'a comment twice',
    spoil: ({ tickets }) => {
      const { comments } = first(tickets, (t) => t.comments.some(bySaying('handed this in')));
      comments.push(first(comments, bySaying('handed this in')));
    },
    as: 'doubled',
    says: /comment written twice/,
  },
  {
    what: 'a comment that is on record and not there',
    spoil: ({ tickets }) => {
      const { comments } = first(tickets, (t) => t.comments.some(bySaying('counts as missed')));
      comments.splice(comments.indexOf(first(comments, bySaying('counts as missed'))), 1);
    },
    as: 'lost',
    says: /comment recorded as written/,
  },
  {
    what: 'a verdict that something was missed which was not',
    spoil: (facts) => {
      taskOf(facts, 'in-time').columns.missed = 1;
    },
    as: 'wrong',
    says: /in-time.*missed true, should be false/,
  },
  {
    what: 'a verdict that is lacking',
    spoil: (facts) => {
      taskOf(facts, 'never').columns.missed = 0;
    },
    as: 'wrong',
    says: /never.*missed false, should be true/,
  },
  {
    what: 'a hand-in at another instant',
    spoil: (facts) => {
      const { submission } = taskOf(facts, 'late').state;
      if (submission) submission.at = new Date(Date.parse(submission.at) + 5_000).toISOString();
    },
    as: 'wrong',
    says: /handed in at/,
  },
  {
    what: 'a hard limit that moved further than the ticket was late',
    spoil: (facts) => {
      const { hardLimit } = taskOf(facts, 'in-time').state;
      if (hardLimit) hardLimit.at = new Date(Date.parse(hardLimit.at) + 20_000).toISOString();
    },
    as: 'wrong',
    says: /hard limit/,
  },
  {
    what: 'a minor nonconformity past its deadline',
    spoil: ({ ncs, expectations }) => {
      const major = first(ncs, ({ columns }) => columns.grade === 'major');
      major.columns.grade = 'minor';
      if (!expectations.some((e) => e.nc?.grade === 'major')) throw new Error('the facts lack what is to be spoiled');
    },
    as: 'wrong',
    says: /minor, should be major|labelled/,
  },
  {
    what: 'a state that nobody caused',
    spoil: (facts) => {
      taskOf(facts, 'untouched').columns.state = 'recorded';
    },
    as: 'wrong',
    says: /state recorded, should be open/,
  },
  {
    what: 'a ledger that says something else',
    spoil: (facts) => {
      const { columns } = taskOf(facts, 'waived');
      first(facts.occurrences, ({ key }) => key === columns.occurrence).columns.state = 'open';
    },
    as: 'wrong',
    says: /the ledger says open, its task waived/,
  },
  {
    what: 'something that never went out',
    spoil: ({ effects }) => {
      first(effects, (e) => e.kind === 'comment').state = 'pending';
    },
    as: 'lost',
    says: /not delivered/,
  },
  {
    what: 'one mail of a decision under two Message-IDs',
    spoil: (facts) => {
      facts.mails = [...facts.mails, { ...first(facts.mails), id: '<other@example.com>' }];
    },
    as: 'doubled',
    says: /two mails of one content/,
  },
  {
    what: 'a mail on record that never came',
    spoil: (facts) => {
      facts.mails = [];
    },
    as: 'lost',
    says: /never arrived/,
  },
];
