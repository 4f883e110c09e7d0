import { checkAll } from '../../script/story/check/all.ts';
import type { Facts } from '../../script/story/check/facts.ts';

/** One thing gone wrong, and the checks that must say so. */
interface Spoiled {
  what: string;
  change(facts: Facts): void;
  wrong: string[];
}

/** @returns the names of the checks that do not hold. */
export function wrongIn(facts: Facts): string[] {
  return checkAll(facts)
    .filter(({ ok }) => !ok)
    .map(({ name }) => name);
}

const first = <T>(list: T[], fits: (each: T) => boolean): T => {
  const found = list.find(fits);
  if (found === undefined) throw new Error('the facts lack what is to be spoiled');
  return found;
};

const LATER = '2099-01-01T00:00:00.000Z';

export const spoiled: Spoiled[] = [
  {
    what: 'a ticket twice',
    change: ({ tickets }) => tickets.push({ ...first(tickets, () => true), name: 'another' }),
    wrong: ['tickets'],
  },
  {
    what: 'a ticket of a record that is not there',
    change: ({ tickets }) => tickets.push({ ...first(tickets, () => true), name: 'another', keys: ['k1'] }),
    wrong: ['tickets'],
  },
  {
    what: 'a comment twice',
    change: ({ comments }) => comments.push(first(comments, ({ ours }) => ours)),
    wrong: ['comments'],
  },
  {
    what: 'a comment lost',
    change: (facts) =>
      facts.comments.splice(
        facts.comments.indexOf(first(facts.comments, ({ text }) => text.includes('Verified by'))),
        1,
      ),
    wrong: ['comments'],
  },
  {
    what: 'an occurrence that was owed and has no row',
    change: ({ occurrences }) => {
      first(occurrences, ({ duty }) => duty === 'access-production').period = LATER;
    },
    wrong: ['ledger'],
  },
  {
    what: 'an occurrence without a state',
    change: ({ occurrences }) => {
      first(occurrences, () => true).state = null;
    },
    wrong: ['ledger'],
  },
  {
    what: 'a return that names nothing',
    change: ({ events }) => {
      first(events, ({ kind }) => kind === 'returned').body.missing = [];
    },
    wrong: ['evidence'],
  },
  {
    what: 'a file that is not there',
    change: ({ files }) => files.splice(0),
    wrong: ['evidence'],
  },
  {
    what: 'a refusal that is not on record',
    change: ({ events }) => {
      first(events, ({ actor }) => actor.startsWith('account:')).body.refused = undefined;
    },
    wrong: ['authority'],
  },
  {
    what: 'a stranger who accepts',
    change: ({ events }) => {
      first(events, ({ kind }) => kind === 'accepted').actor = 'account:1';
    },
    wrong: ['authority'],
  },
  {
    what: 'a minor past its deadline',
    change: ({ ticketed, now }) => {
      Object.assign(
        first(ticketed, ({ grade }) => grade === 'major'),
        { grade: 'minor', resolve_due: now.replace(/^\d{4}/, '2020') },
      );
    },
    wrong: ['grades', 'told'],
  },
  {
    what: 'a grade from another instant than the deadline',
    change: ({ events }) => {
      first(events, ({ kind }) => kind === 'graded').at = LATER;
    },
    wrong: ['grades'],
  },
  {
    what: 'a missed occurrence that nothing follows up',
    change: ({ events }) => {
      first(events, ({ kind }) => kind === 'raised').kind = 'lost';
    },
    wrong: ['grades'],
  },
  {
    what: 'top management that heard nothing',
    change: ({ mails }) => mails.splice(0),
    wrong: ['told'],
  },
  {
    what: 'an effect left behind',
    change: ({ effects }) => {
      first(effects, ({ state }) => state === 'done').state = 'leased';
    },
    wrong: ['crash'],
  },
  {
    what: 'a ticket replaced',
    change: ({ events }) => {
      first(events, ({ kind }) => kind === 'told').kind = 'replaced';
    },
    wrong: ['record'],
  },
];
