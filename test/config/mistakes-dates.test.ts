import { describe, expect, it } from '@jest/globals';
import { parseProgramme } from '../../config/programme.ts';
import { edited } from './sample.ts';
import { saysExactly } from './says-exactly.ts';

const EVERY = 'every: 3 months';
const at = (message: string) => `f:40:12 duties.access-review.every: ${message}`;

/** A duty before the sample's own: `risk` stands in line 32. */
const beside = (dates: string) =>
  `duties:\n  risk: { kind: review, title: Risk, ask: Do it., clause: 8.2, process: access, owner: sam, verifier: mara, ${dates} }\n`;

const tied = (id: string, to: string) =>
  beside(`before: { duty: ${to}, by: 1 day }`).replace('duties:\n', '').replace('  risk:', `  ${id}:`);

function duties(passage: string, replacement: string) {
  const result = parseProgramme(edited(passage, replacement), 'f');
  return 'programme' in result ? result.programme.duties : result.mistakes;
}

describe('when a duty is owed', () => {
  it.each([
    ['"RRULE:FREQ=MONTHLY;BYDAY=2TU"', { rule: 'FREQ=MONTHLY;BYDAY=2TU' }],
    ['"freq=monthly;byday=2tu"', { rule: 'FREQ=MONTHLY;BYDAY=2TU' }],
    ['"FREQ=MONTHLY;SKIP=BACKWARD"', { rule: 'RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=BACKWARD' }],
    [
      '[{ each: 6 months, until: 2028-04-16 }, { each: "FREQ=YEARLY" }]',
      [{ each: { unit: 'months', n: 6 }, until: '2028-04-16' }, { each: { rule: 'FREQ=YEARLY' } }],
    ],
  ])('every: %s', (text, every) => {
    expect(duties(EVERY, `every: ${text}`)).toMatchObject([{ every }]);
  });

  it('before another duty', () => {
    expect(duties('duties:\n', beside('before: { duty: access-review, by: 2 weeks }'))).toMatchObject([
      { id: 'risk', before: { duty: 'access-review', by: { unit: 'days', n: 14 } } },
      {},
    ]);
  });
});

describe('mistakes: recurrence rules', () => {
  saysExactly([
    [
      EVERY,
      'every: "RRULE:FREQ=HOURLY"',
      [
        at(
          'FREQ cannot be HOURLY: dates are days of the organisation, without times (found "RRULE:FREQ=HOURLY"; allowed DAILY, WEEKLY, MONTHLY, YEARLY)',
        ),
      ],
    ],
    [
      EVERY,
      'every: "FREQ=DAILY;BYHOUR=9"',
      [
        at(
          'BYHOUR cannot be used: dates are days of the organisation, without times (found "FREQ=DAILY;BYHOUR=9"; allowed a rule without it)',
        ),
      ],
    ],
    [
      EVERY,
      'every: "FREQ=DAILY;COUNT=9"',
      [
        at(
          'COUNT cannot be used: the duty says it itself (found "FREQ=DAILY;COUNT=9"; allowed until: the last day on which it can be due)',
        ),
      ],
    ],
    [
      EVERY,
      'every: "FREQ=DAILY;FOO=9"',
      [
        at(
          'a part of the rule is not known (found "FREQ=DAILY;FOO=9"; allowed FREQ, INTERVAL, BYDAY, BYMONTH, BYMONTHDAY, BYYEARDAY, BYWEEKNO, BYSETPOS, WKST, RSCALE, SKIP)',
        ),
      ],
    ],
    [
      EVERY,
      'every: "RRULE:BYDAY=MO"',
      [at('FREQ is missing (found "RRULE:BYDAY=MO"; allowed DAILY, WEEKLY, MONTHLY, YEARLY)')],
    ],
    [
      EVERY,
      'every: "FREQ=MONTHLY;BYMONTHDAY=32"',
      [
        at(
          'BYMONTHDAY cannot be used (found "FREQ=MONTHLY;BYMONTHDAY=32"; allowed days of the month, 1 to 31 or -31 to -1)',
        ),
      ],
    ],
    [
      EVERY,
      'every: "FREQ=MONTHLY;BYDAY=6TU"',
      [
        at(
          'BYDAY cannot be used (found "FREQ=MONTHLY;BYDAY=6TU"; allowed a month has five of a weekday at most: 1TU to 5TU, -5TU to -1TU)',
        ),
      ],
    ],
    [
      EVERY,
      'every: "FREQ=WEEKLY;BYDAY=1MO"',
      [
        at(
          'BYDAY has a number, which FREQ=WEEKLY does not know (found "FREQ=WEEKLY;BYDAY=1MO"; allowed MO, TU, WE, TH, FR, SA, SU)',
        ),
      ],
    ],
    [
      EVERY,
      'every: "FREQ=MONTHLY;FREQ=DAILY"',
      [at('FREQ stands there twice (found "FREQ=MONTHLY;FREQ=DAILY"; allowed each part once)')],
    ],
    [
      EVERY,
      'every: "FREQ=MONTHLY;BYWEEKNO=1"',
      [at('BYWEEKNO goes with FREQ=YEARLY only (found "FREQ=MONTHLY;BYWEEKNO=1"; allowed FREQ=YEARLY)')],
    ],
    [
      EVERY,
      'every: "FREQ=MONTHLY;BYSETPOS=1"',
      [
        at(
          'BYSETPOS counts what other parts name, and there are none (found "FREQ=MONTHLY;BYSETPOS=1"; allowed BYDAY beside it)',
        ),
      ],
    ],
    [
      EVERY,
      'every: "FREQ=MONTHLY;SKIP=BACKWARD;BYDAY=MO"',
      [
        at(
          'SKIP=BACKWARD takes its day from "first" (found "FREQ=MONTHLY;SKIP=BACKWARD;BYDAY=MO"; allowed FREQ=MONTHLY or YEARLY, INTERVAL, BYMONTH; for the last day of each month BYMONTHDAY=-1)',
        ),
      ],
    ],
    [
      EVERY,
      'every: "FREQ=YEARLY;BYMONTH=2;BYDAY=5SU;BYMONTHDAY=28"',
      [
        at(
          'no day fits this rule within 10 years of "first" (found "FREQ=YEARLY;BYMONTH=2;BYDAY=5SU;BYMONTHDAY=28"; allowed a rule with a day at least every 10 years)',
        ),
      ],
    ],
    [
      EVERY,
      'every: "FREQ=YEARLY;INTERVAL=12"',
      [
        at(
          'no day fits this rule for 10 years after 2027-04-16 (found "FREQ=YEARLY;INTERVAL=12"; allowed a rule with a day at least every 10 years)',
        ),
      ],
    ],
    [
      EVERY,
      'every: "FREQ=MONTHLY;BYMONTHDAY=1"\n    until: 2027-04-20',
      [
        'f:41:12 duties.access-review.until: lies before its first date (found "2027-04-20"; allowed 2027-05-01 or later)',
      ],
    ],
  ]);
});

describe('mistakes: phases', () => {
  saysExactly([
    [EVERY, 'every: []', ['f:40:5 duties.access-review.every: no phase stands here (allowed at least one phase)']],
    [
      EVERY,
      'every: [{ each: 6 months }, { each: 1 year, until: 2029-01-01 }]',
      [
        'f:40:13 duties.access-review.every[0].until: is missing; another phase follows (allowed its last day)',
        'f:40:49 duties.access-review.every[1].until: the last phase has no end; the duty itself may have one: its own "until"',
      ],
    ],
    [
      EVERY,
      'every: [{ each: PT40S, until: 2028-01-01 }, { each: 1 year, until: 2027-12-01 }, { each: 2 yeers }]',
      [
        'f:40:94 duties.access-review.every[2].each: cannot be used (found "2 yeers"; allowed an interval of at most 10 years, not in working days: "10 days", "2 weeks", "3 months", "1 year", "PT40S"; or a rule, "RRULE:FREQ=MONTHLY;BYDAY=2TU")',
      ],
    ],
    [
      EVERY,
      'every: [{ each: PT40S, until: 2028-01-01 }, { each: 1 year, until: 2027-12-01 }, { each: 2 years }]',
      [
        'f:40:21 duties.access-review.every[0].each: phases count days (found "PT40S"; allowed days, weeks, months, years, or a rule)',
        'f:40:72 duties.access-review.every[1].until: lies before the end of the phase before (found "2027-12-01"; allowed after 2028-01-01)',
      ],
    ],
    [
      EVERY,
      'every: [{ each: 6 months, until: 2027-12-31 }, { each: 1 year, until: 2028-02-01 }, { each: 2 years }]',
      [
        'f:40:52 duties.access-review.every[1]: no date falls into this phase (allowed an end after its first date, or one phase less)',
      ],
    ],
    [
      EVERY,
      'every: [{ each: 6 months, until: 2027-12-31 }, { each: 1 year, until: 2027-12-31 }, { each: 2 years }]',
      [
        'f:40:75 duties.access-review.every[1].until: lies before the end of the phase before (found "2027-12-31"; allowed after 2027-12-31)',
      ],
    ],
    [
      EVERY,
      'every: { each: 6 months }',
      [
        'f:40:12 duties.access-review.every: cannot be used (found a map; allowed an interval of at most 10 years, not in working days: "10 days", "2 weeks", "3 months", "1 year", "PT40S"; or a rule, "RRULE:FREQ=MONTHLY;BYDAY=2TU"; or a list of phases, { each: 6 months, until: 2028-04-16 })',
      ],
    ],
  ]);
});

describe('mistakes: before another duty', () => {
  saysExactly([
    [
      'duties:\n',
      beside('first: 2027-01-01, every: 1 year, before: { duty: access-reviw, by: PT1H }'),
      [
        'f:32:109 duties.risk.first: "before" ties its dates to another duty; leave "first" out, or "before"',
        'f:32:128 duties.risk.every: "before" ties its dates to another duty; leave "every" out, or "before"',
        'f:32:159 duties.risk.before.duty: nothing under duties is called this; did you mean "access-review"? (found "access-reviw"; allowed risk, access-review)',
        'f:32:177 duties.risk.before.by: cannot be used (found "PT1H"; allowed days, weeks, months, or years, not working days, at most 10 years: "30 days")',
      ],
    ],
    [
      'duties:\n',
      beside('before: { duty: access-review, by: 10 working days }'),
      [
        'f:32:144 duties.risk.before.by: cannot be used (found "10 working days"; allowed days, weeks, months, or years, not working days, at most 10 years: "30 days")',
      ],
    ],
    [
      'duties:\n',
      beside('before: { duty: access-review, by: 0 days }'),
      [
        'f:32:144 duties.risk.before.by: cannot be used (found "0 days"; allowed days, weeks, months, or years, not working days, at most 10 years: "30 days")',
      ],
    ],
    [
      'duties:\n',
      beside('before: { duty: risk, by: 1 day }'),
      [
        'f:32:125 duties.risk.before.duty: this duty would wait for itself: risk before risk (found "risk"; allowed a duty with "first")',
      ],
    ],
    [
      'duties:\n',
      `${beside('before: { duty: one, by: 1 day }')}${tied('one', 'two')}${tied('two', 'one')}`,
      [
        'f:33:124 duties.one.before.duty: this duty would wait for itself: one before two before one (found "two"; allowed a duty with "first")',
        'f:34:124 duties.two.before.duty: this duty would wait for itself: two before one before two (found "one"; allowed a duty with "first")',
      ],
    ],
    [
      '    every: 3 months\n    first: 2027-04-16\n',
      '    on: joiner\n    before: { duty: access-review, by: 1 day }\n',
      [
        'f:41:21 duties.access-review.before.duty: this duty would wait for itself: access-review before access-review (found "access-review"; allowed a duty with "first")',
      ],
    ],
  ]);

  it('has dates of days to be tied to', () => {
    const said = (first: string) => {
      const text = edited('duties:\n', beside('before: { duty: access-review, by: 1 day }')).replace(
        '    every: 3 months\n    first: 2027-04-16\n',
        first,
      );
      const result = parseProgramme(text, 'f');
      return 'mistakes' in result ? result.mistakes.map(({ message }) => message) : [];
    };
    expect(said('    on: joiner\n')).toEqual(['this duty has no dates: it is owed on what happens']);
    expect(said('    every: PT40S\n    first: 2027-04-16T08:00:00Z\n')).toEqual([
      'this duty counts exact time, not days',
    ]);
    expect(said('    first: 2027-04-16\n')).toEqual([]);
  });
});
