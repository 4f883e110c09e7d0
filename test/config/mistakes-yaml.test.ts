import { describe } from '@jest/globals';
import { saysExactly } from './says-exactly.ts';

describe('mistakes: yaml', () => {
  saysExactly([
    [
      'organisation: Example GmbH',
      'organisation: "Example GmbH',
      [
        'f:1:28: something is missing here: a closing quote or bracket, a comma, or the colon and space after a key; the rest cannot be read until then',
      ],
    ],
    [
      'holidays: [2027-12-24] }',
      'holidays: [2027-12-24 }',
      [
        'f:4:60: the indentation does not fit, or a bracket is not closed; indent by two spaces; the rest cannot be read until then',
      ],
    ],
    [
      '    github: sam-okoro',
      '	github: sam-okoro',
      ['f:15:1: a tab cannot indent; use spaces; the rest cannot be read until then'],
    ],
    [
      '    ask: ',
      '   ask: ',
      [
        'f:35:4: the indentation does not fit, or a bracket is not closed; indent by two spaces; the rest cannot be read until then',
      ],
    ],
    [
      '    clause: ',
      '      clause: ',
      [
        'f:36:7: this key is indented further than the one before, which has a value already; keys of one map begin in the same column; the rest cannot be read until then',
      ],
    ],
    [
      'roles: {',
      `---
roles: {`,
      [
        'f:18:1: a second document begins here; the programme is one document, remove "---"; the rest cannot be read until then',
      ],
    ],
    [
      `    manager: mara
`,
      `    manager: *mara
`,
      [
        'f:16:14 people.sam.manager: an alias (*name) is not allowed; write the value out; the rest cannot be read until then',
      ],
    ],
    [
      `    manager: mara
`,
      `    manager: !person mara
`,
      ['f:16:14: a tag (!name) is not allowed; remove it; the rest cannot be read until then'],
    ],
    [
      `    manager: mara
`,
      `    manager: mara
    name: Sam
`,
      ['f:17:5 people.sam.name: this key stands here twice; keep one of them; the rest cannot be read until then'],
    ],
    [
      '  elena: {',
      `  mara: { name: Mara B }
  elena: {`,
      ['f:11:3 people.mara: this key stands here twice; keep one of them; the rest cannot be read until then'],
    ],
    [
      '  access: {',
      '  [access]: {',
      ['f:8:3 processes: this cannot be a key; a key is one plain word; the rest cannot be read until then'],
    ],
    [
      '    owner: sam',
      `    owner: sam
    verifer: mara`,
      [
        'f:39:5 duties.access-review.verifer: unknown key; did you mean "verifier"? (allowed kind, title, ask, clause, process, owner, verifier, self_verification, first, on, every, before, until, backfill, shift, lead, ladder, hard_limit, missed_grade, subjects, instructions, evidence, extensions, tracker, target, unit, location, group, share, sample, joiner, expires, stages)',
      ],
    ],
    [
      'instance: example',
      `instance: example
xxxxxxxxxx: 1`,
      [
        'f:3:1 xxxxxxxxxx: unknown key; remove it (allowed organisation, instance, url, zone, calendar, contact_hours, pace, open_at_once, chases_a_day, processes, people, roles, trackers, management_tracker, notices, clocks, risk_criteria, ladders, audit, retention, duties, authorities, certificate)',
      ],
    ],
    [
      `instance: example
`,
      '',
      ['f:1:1 instance: is missing (allowed lower-case letters, digits, and hyphens, at most 24)'],
    ],
    [
      `    process: access
`,
      '',
      ['f:32:3 duties.access-review.process: is missing (allowed a name)'],
    ],
    [
      `roles: { lead: [mara], top: [elena] }
`,
      '',
      ['f:1:1 roles: is missing (allowed a map by id)'],
    ],
    [
      '    owner: sam',
      '    owner:',
      ['f:38:11 duties.access-review.owner: cannot be used (found nothing; allowed a name)'],
    ],
    [
      '    owner: sam',
      '    owner: [sam]',
      ['f:38:12 duties.access-review.owner: cannot be used (found a list; allowed a name)'],
    ],
    [
      'roles: { lead: [mara], top: [elena] }',
      'roles: mara',
      ['f:18:8 roles: cannot be used (found "mara"; allowed a map by id)'],
    ],
  ]);
});
