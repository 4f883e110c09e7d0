import { describe, expect, it } from '@jest/globals';
import { at, dana, elena, mara, priya, sam } from './harness/people.ts';
import { isms } from './harness/programme.ts';
import { simulation } from './harness/simulate.ts';

const simulate = simulation();
const competent = (login: string, until = '2028-01-31') => [
  `github: ${login},`,
  `github: ${login}, competence: { auditor: { until: ${until}, proof: "lead auditor, 2025" } },`,
];
const company = (auditors: string[][]) =>
  auditors.reduce(
    (text, [from = '', to = '']) => text.replace(from, to),
    isms(
      `
  access-review:
    kind: review
    title: Access review
    ask: Check who has access.
    clause: A.5.18
    process: access
    owner: priya
    verifier: mara
    first: 2037-01-01
  internal-audit:
    kind: internal-audit
    title: Internal audit
    ask: Audit this year's share of the audit programme.
    clause: 9.2
    process: governance
    owner: sam
    verifier: elena
    every: 6 months
    first: 2027-04-16
    ladder: L2
`,
      'audit: { cycle: { from: 2027-01-01 }, key_controls: [A.5.18] }',
    ),
  );
const programme = company([competent('sam-okoro'), competent('dana-roth')]);
const from = '2027-04-05T08:00';
const planned = (scope: string) => [
  sam.says(`/scope ${scope}`, ': plan'),
  sam.says('/evidence criteria ISO/IEC 27001:2022 and our policies', ': plan'),
  sam.says('/evidence sample five of forty leavers, drawn by lot', ': plan'),
  sam.closes(': plan'),
];
const reported = [sam.attaches('report.pdf', 'report', ': report'), sam.closes(': report')];

describe('an internal audit', () => {
  it('is planned, carried out with each finding raised at once, and its report goes to relevant and top management', async () => {
    const script = [
      at('2027-04-06T10:00', ...planned('as proposed, A.6.3 without 4-6')),
      at(
        '2027-04-07T10:00',
        sam.says(
          '/finding minor A.5.18 access @priya-nair Two of nine leavers still had access. Up to 19 days.',
          ': fieldwork',
        ),
        sam.says('/finding ofi 7.2 governance Show the effect of trainings, too.', ': fieldwork'),
        sam.closes(': fieldwork'),
      ),
      at('2027-04-08T10:00', ...reported),
      at('2027-04-09T10:00', elena.says('/accept', ': report')),
    ];
    const story = await simulate({ programme, from, until: '2027-04-10', script });
    expect(story.logged).toEqual([]);
    expect(story.tickets.map((t) => t.title)).toEqual([]);
    expect(story.tickets[0]?.body).toEqual([]);
  });
});
