import { describe } from '@jest/globals';
import { saysExactly } from './says-exactly.ts';

describe('mistakes: ladders', () => {
  saysExactly([
    [
      'at: -3 days',
      'at: -11 days',
      [
        'f:29:15 ladders.mine.rungs[0].at: this rung lies before the ticket opens; make the lead longer or the rung later (found "-11 days"; allowed at most 10 days before)',
      ],
    ],
    [
      'at: -3 days',
      'at: PT0S',
      [
        'f:30:15 ladders.mine.rungs[1].at: two rungs stand at the same time; make them one, its "to" a list (found "0 days")',
      ],
    ],
    [
      '- { at: -3 days, to: assignee }',
      '- { at: 0 days, to: lead }',
      [
        'f:30:15 ladders.mine.rungs[1].at: two rungs stand at the same time; make them one, its "to" a list (found "0 days")',
      ],
    ],
    [
      `    hard_limit: 14 days
    rungs:
      - { at: -3 days, to: assignee }`,
      `    rungs:
      - { at: 0 days, to: top, from: hard-limit }`,
      ['f:28:38 ladders.mine.rungs[0].from: this ladder has no hard_limit; add one (found "hard-limit"; allowed due)'],
    ],
    [
      'at: -3 days, to: assignee',
      'at: -3 days, to: boss',
      ['f:29:28 ladders.mine.rungs[0].to: cannot be used (found "boss"; allowed assignee, manager, lead, top)'],
    ],
    [
      'hard_limit: 14 days',
      'hard_limit: -14 days',
      [
        'f:27:17 ladders.mine.hard_limit: cannot be used (found "-14 days"; allowed longer than nothing, at most 10 years: "90 days", "10 working days", "2 weeks", "3 months", "1 year", "4 hours", "5 min", "40 s", "PT1H30M")',
      ],
    ],
    [
      'hard_limit: 14 days',
      'hard_limit: 0 days',
      [
        'f:27:17 ladders.mine.hard_limit: cannot be used (found "0 days"; allowed longer than nothing, at most 10 years: "90 days", "10 working days", "2 weeks", "3 months", "1 year", "4 hours", "5 min", "40 s", "PT1H30M")',
      ],
    ],
  ]);
});
