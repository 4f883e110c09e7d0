import { describe } from '@jest/globals';
import { DUTY_KINDS } from '../../rules/programme.ts';
import { saysExactly } from './says-exactly.ts';

const REVIEWED = `    kind: evidence-request
    title: "Access review: production"
    ask: Check who can reach production.
    clause: A.5.18
    process: access
    owner: sam
    verifier: mara
`;

describe('mistakes: duties', () => {
  saysExactly([
    [
      'kind: evidence-request',
      'kind: internal-audits',
      [`f:33:11 duties.access-review.kind: cannot be used (found "internal-audits"; allowed ${DUTY_KINDS.join(', ')})`],
    ],
    [
      'kind: evidence-request',
      'kind: measurement',
      [
        'f:46:17 duties.access-review.subjects.production.target: a measurement needs a target (allowed target: ">= 95", "<= 14", or "= 0")',
      ],
    ],
    [
      '    owner: sam',
      '    owner: sam\n    target: "<= 14"',
      [
        'f:39:5 duties.access-review.target: "target" belongs to another kind of duty (found kind evidence-request; allowed kind measurement)',
      ],
    ],
    [
      'kind: evidence-request',
      'kind: document-review\n    self_verification: true',
      [
        'f:34:24 duties.access-review.self_verification: nobody approves a document of their own (found true; allowed false)',
      ],
    ],
    [
      'duties:\n',
      'duties:\n  policy: { kind: document-review, title: Policy, ask: Review it., clause: 5.2, process: access, owner: sam, first: 2027-04-16, evidence: { version: the new one } }\n',
      [
        'f:32:3 duties.policy.verifier: a document needs somebody who approves it (allowed a person, role:NAME, or manager)',
        'f:32:141 duties.policy.evidence.version: version is asked for anyway, by the word /version (allowed any other item)',
      ],
    ],
    [
      'kind: evidence-request',
      'kind: campaign\n    share: 101%\n    group: [sam, samm]',
      [
        'f:34:12 duties.access-review.share: cannot be used (found "101%"; allowed a share from 1% to 100%, such as "98%")',
        'f:35:18 duties.access-review.group[1]: nobody is called this; did you mean "sam"? (found "samm"; allowed mara, elena, priya, sam, role:lead, role:top)',
        'f:48:5 duties.access-review.subjects: a campaign asks people, and has no other subjects (allowed group: a list of people and role:NAME)',
      ],
    ],
    ...Object.entries({ assessment: 'treatment', treatment: 'assessment' }).map(
      ([of, other]): [string, string, string[]] => [
        'kind: evidence-request',
        `kind: risk-${of}`,
        [
          `f:33:11 duties.access-review.kind: risks need criteria; add risk_criteria at the top (found risk-${of}; allowed risk_criteria: { consequence: 5, likelihood: 5, acceptable: 8 })`,
          `f:33:11 duties.access-review.kind: add a duty of kind risk-${other}: each starts the other (found risk-${of})`,
          'f:46:5 duties.access-review.subjects: it is about risks, and has no other subjects (allowed risks of their own for each system or site)',
        ],
      ],
    ),
    [
      '    owner: sam',
      '    owner: sam\n    share: 98%',
      [
        'f:39:5 duties.access-review.share: "share" belongs to another kind of duty (found kind evidence-request; allowed kind campaign)',
      ],
    ],
    [
      'clause: A.5.18',
      'clause: A.5.38',
      [
        'f:36:13 duties.access-review.clause: cannot be used (found "A.5.38"; allowed a clause of ISO/IEC 27001:2022 (4.1 to 10.2, such as 9.2 or 6.1.2 a) or a control of its Annex A (A.5.1 to A.8.34))',
      ],
    ],
    [
      'clause: A.5.18',
      'clause: [A.5.18, 9.4]',
      [
        'f:36:22 duties.access-review.clause[1]: cannot be used (found "9.4"; allowed a clause of ISO/IEC 27001:2022 (4.1 to 10.2, such as 9.2 or 6.1.2 a) or a control of its Annex A (A.5.1 to A.8.34))',
      ],
    ],
    [
      'process: access',
      'process: acces',
      [
        'f:37:14 duties.access-review.process: nothing under processes is called this; did you mean "access"? (found "acces"; allowed access)',
      ],
    ],
    [
      '    owner: sam',
      '    owner: samm',
      [
        'f:38:12 duties.access-review.owner: nobody is called this; did you mean "sam"? (found "samm"; allowed mara, elena, priya, sam, role:lead, role:top)',
      ],
    ],
    [
      '    owner: sam',
      '    owner: role:led',
      [
        'f:38:12 duties.access-review.owner: nobody is called this; did you mean "role:lead"? (found "role:led"; allowed mara, elena, priya, sam, role:lead, role:top)',
      ],
    ],
    [
      '    owner: sam',
      '    owner: manager',
      [
        'f:38:12 duties.access-review.owner: nobody is called this; did you mean "mara"? (found "manager"; allowed mara, elena, priya, sam, role:lead, role:top)',
      ],
    ],
    [
      'verifier: mara',
      'verifier: role:boss',
      [
        'f:39:15 duties.access-review.verifier: nobody is called this; did you mean "role:top"? (found "role:boss"; allowed mara, elena, priya, sam, role:lead, role:top, manager)',
      ],
    ],
    [
      'verifier: mara',
      'verifier: sam',
      [
        'f:39:15 duties.access-review.verifier: sam would verify their own work; name somebody else, or say self_verification: true (found owner sam, verifier sam)',
      ],
    ],
    [
      'verifier: mara',
      'verifier: priya',
      [
        'f:46:57 duties.access-review.subjects.production.owner: priya would verify their own work; name somebody else, or say self_verification: true (found owner priya, verifier priya)',
      ],
    ],
    [
      'ladder: mine',
      'ladder: mne',
      [
        'f:42:13 duties.access-review.ladder: nothing under ladders is called this; did you mean "mine"? (found "mne"; allowed L1, L2, L3, L4, mine)',
      ],
    ],
    [
      '    ladder: mine',
      '    tracker: man',
      [
        'f:42:14 duties.access-review.tracker: nothing under trackers is called this; did you mean "main"? (found "man"; allowed main)',
      ],
    ],
    [
      'first: 2027-04-16',
      'first: 2027-04-31',
      [
        'f:41:12 duties.access-review.first: cannot be used (found "2027-04-31"; allowed a date that exists, YYYY-MM-DD, or an instant such as 2027-04-16T08:00:00Z)',
      ],
    ],
    [
      'first: 2027-04-16',
      'first: 2027-04-16T08:00:00Z',
      [
        'f:41:12 duties.access-review.first: an interval of days or months counts from a date (found "2027-04-16T08:00:00Z"; allowed a date, YYYY-MM-DD)',
      ],
    ],
    [
      'every: 3 months',
      'every: PT40S',
      [
        'f:41:12 duties.access-review.first: an exact interval counts from an instant (found "2027-04-16"; allowed an instant such as 2027-04-16T08:00:00Z)',
      ],
    ],
    [
      'every: 3 months',
      'every: 3 working days',
      [
        'f:40:12 duties.access-review.every: cannot be used (found "3 working days"; allowed an interval of at most 10 years, not in working days: "10 days", "2 weeks", "3 months", "1 year", "PT40S"; or a rule, "RRULE:FREQ=MONTHLY;BYDAY=2TU")',
      ],
    ],
    [
      'every: 3 months',
      'every: 0 days',
      [
        'f:40:12 duties.access-review.every: cannot be used (found "0 days"; allowed an interval of at most 10 years, not in working days: "10 days", "2 weeks", "3 months", "1 year", "PT40S"; or a rule, "RRULE:FREQ=MONTHLY;BYDAY=2TU")',
      ],
    ],
    [
      '    ladder: mine',
      '    until: 2027-01-01',
      ['f:42:12 duties.access-review.until: lies before "first" (found "2027-01-01"; allowed 2027-04-16 or later)'],
    ],
    [
      '    ladder: mine',
      '    shift: later',
      ['f:42:12 duties.access-review.shift: cannot be used (found "later"; allowed next, previous, none)'],
    ],
    [
      '    ladder: mine',
      '    extensions: many',
      ['f:42:17 duties.access-review.extensions: cannot be used (found "many"; allowed a whole number from 0 to 10)'],
    ],
    [
      'export: users and roles',
      'export: { text: users, file: yes }',
      ['f:45:36 duties.access-review.evidence.export.file: cannot be used (found "yes"; allowed true, false)'],
    ],
    [
      'export: users and roles',
      'Export: users and roles',
      [
        'f:45:7 duties.access-review.evidence.Export: this cannot be an id (allowed lower-case letters, digits, and hyphens, at most 40)',
      ],
    ],
    [
      `    evidence:
      export: users and roles
`,
      '',
      ['f:32:3 duties.access-review.evidence: an evidence-request asks for evidence (allowed at least one item)'],
    ],
    [
      'https://wiki.example.com/aws',
      'javascript:alert(1)',
      [
        'f:43:20 duties.access-review.instructions[0]: cannot be used (found "Export users ([how](javascript:alert(1)))."; allowed one line of text, at most 300 characters; links as [text](https://…))',
      ],
    ],
    [
      'title: Production, owner: priya',
      'title: Production, owner: pria',
      [
        'f:46:57 duties.access-review.subjects.production.owner: nobody is called this; did you mean "priya"? (found "pria"; allowed mara, elena, priya, sam, role:lead, role:top)',
      ],
    ],
    [
      'kind: evidence-request',
      'kind: management-review',
      [
        'f:39:15 duties.access-review.verifier: a management review is signed by top management; leave the verifier out (found "mara"; allowed role:top)',
      ],
    ],
    [
      REVIEWED,
      REVIEWED.replace('evidence-request', 'management-review')
        .replace('sam', 'elena')
        .replace(/ {4}verifier: mara\n/, ''),
      [
        'f:38:12 duties.access-review.owner: elena would sign the minutes of a meeting that they chair; name another owner, or somebody else in roles.top too (found owner elena, roles.top elena)',
      ],
    ],
  ]);
});
