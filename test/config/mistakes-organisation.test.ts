import { describe } from '@jest/globals';
import { saysExactly } from './says-exactly.ts';

describe('mistakes: organisation', () => {
  saysExactly([
    [
      'instance: example',
      'instance: My ISMS',
      [
        'f:2:11 instance: cannot be used (found "My ISMS"; allowed lower-case letters, digits, and hyphens, at most 24)',
      ],
    ],
    [
      'instance: example',
      `instance: example
url: https://isms.example.com?token=x`,
      [
        'f:3:6 url: cannot be used (found a text that is not shown here; allowed https://HOST…, or http://127.0.0.1:PORT…, without credentials, ? and #)',
      ],
    ],
    [
      'Europe/Berlin',
      'Europe/Berlinn',
      [
        'f:3:7 zone: cannot be used (found "Europe/Berlinn"; allowed a time zone of the IANA database, such as Europe/Berlin)',
      ],
    ],
    [
      'Europe/Berlin',
      '"+02:00"',
      ['f:3:7 zone: cannot be used (found "+02:00"; allowed a time zone of the IANA database, such as Europe/Berlin)'],
    ],
    [
      'country: DE',
      'country: QQ',
      [
        'f:4:22 calendar.country: cannot be used (found "QQ"; allowed a country code of ISO 3166-1 with known holidays, such as DE)',
      ],
    ],
    [
      'region: BE',
      'region: BEE',
      [
        'f:4:34 calendar.region: not a region of "DE" with holidays of its own (found "BEE"; allowed BB, BE, BW, BY, HB, HE, HH, MV, NI, NW, RP, SH, SL, SN, ST, TH)',
      ],
    ],
    ['country: DE, ', '', ['f:4:21 calendar.region: a region needs its country; add calendar.country (found "BE")']],
    [
      '2027-12-24',
      '2027-02-30',
      ['f:4:49 calendar.holidays[0]: cannot be used (found "2027-02-30"; allowed a date that exists, YYYY-MM-DD)'],
    ],
    [
      'from: "09:00"',
      'from: "9:00"',
      ['f:5:24 contact_hours.from: cannot be used (found "9:00"; allowed a time of day, HH:MM, from 00:00 to 24:00)'],
    ],
    [
      'to: "17:00"',
      'to: "08:00"',
      ['f:5:37 contact_hours.to: "from" must be earlier than "to" (found "09:00" to "08:00")'],
    ],
    [
      'planner: 5 min',
      'planner: PT0S',
      [
        'f:6:18 pace.planner: cannot be used (found "PT0S"; allowed an exact time from 1 s to 1 h, such as "40 s", "5 min", "PT1M30S")',
      ],
    ],
    [
      'planner: 5 min',
      'planner: 2 hours',
      [
        'f:6:18 pace.planner: cannot be used (found "2 hours"; allowed an exact time from 1 s to 1 h, such as "40 s", "5 min", "PT1M30S")',
      ],
    ],
    [
      'planner: 5 min',
      'planner: 1 day',
      [
        'f:6:18 pace.planner: cannot be used (found "1 day"; allowed an exact time from 1 s to 1 h, such as "40 s", "5 min", "PT1M30S")',
      ],
    ],
    [
      'gate_wait: 1 min',
      'gate_wait: PT1H1S',
      [
        'f:6:36 pace.gate_wait: cannot be used (found "PT1H1S"; allowed an exact time from 0 s to 1 h, such as "40 s", "5 min", "PT1M30S")',
      ],
    ],
    [
      'resolve: 60 days',
      'resolve: 9 days',
      [
        'f:23:26 clocks.minor.plan: the plan would be due after the resolution (found "10 days"; allowed plan no longer than resolve)',
      ],
    ],
    [
      'clocks: { minor',
      'retention: { work: 5 years, holds: [{ record: AR-7K2 }] }\nclocks: { minor',
      [
        'f:23:20 retention.work: cannot be used (found "5 years"; allowed from 6 to 100 years: "6 years", "120 months")',
        'f:23:37 retention.holds[0].because: is missing (allowed one line of text, at most 200 characters)',
      ],
    ],
    [
      'clocks: { minor',
      'retention: { work: 400 days, nonconformities: 101 years }\nclocks: { minor',
      [
        'f:23:20 retention.work: cannot be used (found "400 days"; allowed from 6 to 100 years: "6 years", "120 months")',
        'f:23:47 retention.nonconformities: cannot be used (found "101 years"; allowed from 6 to 100 years: "6 years", "120 months")',
      ],
    ],
    [
      'clocks: { minor',
      'clocks: { repeats: { minors: 1 }, minor',
      ['f:23:30 clocks.repeats.minors: cannot be used (found "1"; allowed a whole number from 2 to 100)'],
    ],
    [
      'minor: { plan',
      'minr: { plan',
      [
        'f:23:11 clocks.minr: unknown key; did you mean "minor"? (allowed minor, major, repeats, verification, verification_by_top, effectiveness, revival, task_extensions)',
      ],
    ],
    [
      'plan: 10 days',
      'plan: -1 days',
      [
        'f:23:26 clocks.minor.plan: cannot be used (found "-1 days"; allowed longer than nothing, at most 10 years: "90 days", "10 working days", "2 weeks", "3 months", "1 year", "4 hours", "5 min", "40 s", "PT1H30M")',
      ],
    ],
  ]);
});
