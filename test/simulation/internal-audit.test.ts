import { describe, expect, it } from '@jest/globals';
import { type Act, at, dana, elena, mara, sam } from './harness/people.ts';
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
  restore-test:
    kind: review
    title: Restore test
    ask: Restore a backup.
    clause: A.8.13
    process: access
    owner: sam
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
    evidence: { report: "the report, with a conclusion" }
`,
      'audit: { cycle: { from: 2027-01-01 }, key_controls: [A.5.18] }',
    ),
  );
const programme = company([competent('sam-okoro'), competent('dana-roth')]);
const competentLead = company([competent('sam-okoro'), competent('dana-roth'), competent('mara-lindt')]);
const from = '2027-04-05T08:00';
const planned = (scope: string) => [
  sam.says(`/scope ${scope}`),
  sam.says('/evidence criteria ISO/IEC 27001:2022 and our policies'),
  sam.says('/evidence sample five of forty leavers, drawn by lot'),
  sam.closes(),
];
const reported = [sam.attaches('report.pdf', 'report', ': report'), sam.closes(': report')];

const aboutAuditors = (mails: { to: string; subject: string }[]) =>
  mails.filter((m) => m.subject.includes('may not audit')).map((m) => `${m.to}: ${m.subject}`);

describe('an internal audit', () => {
  it('is planned, carried out with each finding raised at once, and reported; what is rejected is written again', async () => {
    const script = [
      at('2027-04-06T10:00', ...planned('as proposed, A.6.3 without 4-6')),
      at(
        '2027-04-07T10:00',
        sam.says(
          '/finding minor A.5.18 access @dana-roth Two of nine leavers still had access. Up to 19 days.',
          ': fieldwork',
        ),
        sam.says('/finding ofi 7.2 governance Show the effect of trainings, too.', ': fieldwork'),
        sam.closes(': fieldwork'),
      ),
      at('2027-04-08T10:00', ...reported),
      at('2027-04-09T10:00', elena.says('/reject because the sample is not in it', ': report')),
      at('2027-04-09T11:00', ...reported),
      at('2027-04-09T12:00', elena.says('/accept', ': report')),
    ];
    const story = await simulate({ programme, from, until: '2027-04-10', script });
    const [plan, fieldwork] = story.tickets;
    const nc = story.tickets.find(({ title }) => title.startsWith('NC-'));
    // The opportunity and the report open at the same time.
    expect(story.tickets.map((t) => `${t.title} ${t.state}`).sort()).toEqual([
      'Internal audit, 2027 H1: fieldwork done',
      'Internal audit, 2027 H1: plan done',
      'Internal audit, 2027 H1: report done',
      'NC-2027-001 (minor): Two of nine leavers still had access open',
      expect.stringMatching(/^OFI-\w+: Show the effect of trainings, too open$/),
    ]);
    expect(story.occurrences).toMatchObject([
      { state: 'verified', kind: 'internal-audit' },
      { state: 'open', kind: 'improvement' },
    ]);
    expect(story.nonconformities).toMatchObject([
      {
        grade: 'minor',
        assignee: 'dana',
        terms: { clauses: ['A.5.18'], process: 'access', raisedBy: 'sam', raisedOn: '2027-04-07' },
      },
    ]);
    expect(nc?.body).toContain('A finding of Internal audit, 2027 H1 ([#2](');
    expect(plan?.body).toContain('Scope proposed: 4.1–7.2, A.5.1–A.5.16, A.5.18.');
    expect(plan?.body).toContain('Not for Sam Okoro: owns Restore test (A.8.13).');
    expect(fieldwork?.body).toContain('✓ **findings**: `2 so far, the last: ofi, 7.2, governance: Show the effect');
    expect(story.tale('documented')).toEqual(['planned', 'examined', 'raised', 'reported']);
    expect(story.first('examined').body).toMatchObject({
      auditor: 'sam',
      scope: expect.arrayContaining(['7.1', 'A.5.18', 'A.6.3']),
      findings: [
        { grade: 'minor', owner: 'dana', nonconformity: story.nonconformities[0]?.terms.key },
        { grade: 'ofi', clause: '7.2' },
      ],
    });
    expect(story.first('reported').stream).toContain('documented/audit/');
    expect(story.first('reported').body).toMatchObject({ report: { to: ['elena', 'priya'], verifiedBy: 'elena' } });
    expect(
      story.mails
        .filter((m) => m.subject === 'Report: Internal audit, 2027 H1')
        .map((m) => m.to)
        .sort(),
    ).toEqual(['elena@example.com', 'priya@example.com']);
    expect(aboutAuditors(story.mails)).toEqual([]);
    expect(story.mails.filter((m) => m.subject.startsWith('What no internal audit')).map((m) => m.to)).toEqual([
      'mara@example.com',
    ]);
  });

  it('is put back from whoever may not audit it; whoever may needs the lead, and their findings wait for that', async () => {
    const finds = dana.says('/finding major 7.2 governance Nobody knows who needs which training.', ': fieldwork');
    let holders: string[] | undefined;
    const looks: Act = ({ board }) => {
      holders = board.seen().find(({ title }) => title.includes('fieldwork'))?.assignees;
    };
    const script = [
      at('2027-04-06T10:00', ...planned('7.2, 9.1, A.6.3')),
      at('2027-04-07T10:00', sam.assigns('priya-nair', ': fieldwork')),
      at('2027-04-07T11:00', sam.assigns('mara-lindt', ': fieldwork')),
      at('2027-04-07T12:00', sam.assigns('dana-roth', ': fieldwork')),
      at('2027-04-07T13:00', finds),
      at('2027-04-07T14:00', sam.says('/approve', ': fieldwork')),
      at('2027-04-07T15:00', mara.says('/deny', ': fieldwork')),
      at('2027-04-07T15:30', mara.says('/deny because she set this up', ': fieldwork')),
      at('2027-04-07T16:00', looks),
      at('2027-04-08T10:00', sam.assigns('dana-roth', ': fieldwork')),
      at('2027-04-08T11:00', mara.says('/approve auditor', ': fieldwork')),
      at('2027-04-08T12:00', dana.says('/extend 2027-04-23 because of holidays', ': fieldwork')),
      at('2027-04-08T13:00', mara.says('/approve', ': fieldwork')),
      at('2027-04-08T14:00', finds, dana.closes(': fieldwork')),
    ];
    const story = await simulate({ programme: competentLead, from, until: '2027-04-09', script });
    expect(holders).toEqual(['sam-okoro']);
    const fieldwork = story.tickets.find((t) => t.title.includes('fieldwork'));
    const asked = '@mara-lindt Dana Roth took this audit over; nothing stands against it.';
    const starts = [
      'Put back: Priya Nair is not named as competent to audit in the programme. It stays with Sam Okoro.',
      'Put back: Mara Lindt is the compliance lead (9.1). It stays with Sam Okoro.',
      asked,
      '`/finding` was not recorded: Mara Lindt has to approve Dana Roth as the auditor first.',
      '`/approve` was not recorded: on this ticket Mara Lindt may approve.',
      '`/deny` was not recorded: it needs a reason.',
      'Not agreed: `she set this up`. It is back with Sam Okoro.',
      asked,
      'Dana Roth audits this, approved by Mara Lindt.',
      '@mara-lindt Dana Roth asks for 23 April instead of 16 April',
      'Now due on 23 April, approved by Mara Lindt (1 of 2).',
    ];
    expect(fieldwork?.said).toEqual(starts.map((start) => expect.stringContaining(start)));
    const mails = ['elena', 'elena', 'mara', 'mara'].map((who) => expect.stringContaining(`${who}@example.com: `));
    expect(aboutAuditors(story.mails).sort()).toEqual(mails);
    expect(story.tale('task', ['auditor-asked', 'auditor-denied', 'auditor-approved'])).toEqual([
      'auditor-asked',
      'auditor-denied',
      'auditor-asked',
      'auditor-approved',
    ]);
    expect(story.nonconformities).toMatchObject([
      { grade: 'major', terms: { raisedBy: 'dana', process: 'governance' } },
    ]);
    expect(story.first('examined').body).toMatchObject({ auditor: 'dana', approved: [{ person: 'dana', by: 'mara' }] });
    expect(story.tickets.at(-1)).toMatchObject({ title: 'Internal audit, 2027 H1: report', assignees: ['dana-roth'] });
  });

  it('says how its words are written, and takes them from its auditor alone', async () => {
    const script = [
      at(
        '2027-04-06T09:30',
        sam.says('/scope everything'),
        sam.says('/evidence scope all of it'),
        dana.says('/scope as proposed'),
        sam.says('/scope A.8.13'),
      ),
      at('2027-04-06T10:00', ...planned('7.2')),
      at(
        '2027-04-07T10:00',
        sam.says('/finding A.5.18 access they had access', ': fieldwork'),
        sam.says('/finding minor access they had access', ': fieldwork'),
        sam.says('/finding minor A.5.18 they had access', ': fieldwork'),
        sam.says('/finding minor A.5.18 access', ': fieldwork'),
        sam.says('/finding minor A.5.18 access @nobody-here they had access', ': fieldwork'),
        sam.says('/finding none', ': fieldwork'),
        dana.says('/finding none because all is well', ': fieldwork'),
        sam.closes(': fieldwork'),
      ),
      at('2027-04-07T14:00', sam.says('/finding none because all is well', ': fieldwork'), sam.closes(': fieldwork')),
    ];
    const story = await simulate({ programme, from, until: '2027-04-08', script });
    const [plan, fieldwork] = story.tickets;
    const refused = (why: string) => expect.stringContaining(`was not recorded: ${why}`);
    expect(plan?.said).toEqual([
      refused('“everything” is no clause and no control; ranges are written 4-10, 7.5, A.5, A.8.1-A.8.12.'),
      refused('scope is given by scope as proposed, or 4-10, A.5.18 …'),
      refused('on this ticket Sam Okoro may use it.'),
      refused('Sam Okoro owns Restore test (A.8.13).'),
    ]);
    expect(fieldwork?.said.slice(0, 7)).toEqual([
      refused('it needs a grade, one of major, minor, concern, ofi, or none because …'),
      refused('it needs the clause or control that is not fulfilled'),
      refused('it needs the process that it belongs to, one of access, governance'),
      refused('it needs a sentence'),
      expect.stringContaining('nobody-here is nobody in the programme'),
      refused('it needs a reason'),
      refused('on this ticket Sam Okoro may use it.'),
    ]);
    expect(fieldwork?.said.slice(7)).toEqual([expect.stringContaining('one thing is missing: **findings**')]);
    expect(story.nonconformities).toEqual([]);
    expect(story.first('examined').body).toMatchObject({ findings: [], scope: ['7.2'] });
  });

  it('never done is missed as a major nonconformity; done late it counts as both, and what is uncovered is told monthly', async () => {
    const script = [
      at('2027-05-04T10:00', ...planned('7.2')),
      at('2027-05-05T10:00', sam.says('/finding none because all is well', ': fieldwork'), sam.closes(': fieldwork')),
      at('2027-05-06T10:00', ...reported),
      at('2027-05-07T10:00', elena.says('/accept', ': report')),
    ];
    const story = await simulate({ programme, from, until: '2027-05-08', script });
    expect(story.nonconformities).toMatchObject([
      { grade: 'major', terms: { source: { kind: 'missed' }, clauses: ['9.2'] } },
    ]);
    expect(story.occurrences).toMatchObject([{ state: 'verified', missed: { at: '2027-04-30T22:00:00.000Z' } }]);
    const told = story.mails.filter((m) => m.subject.startsWith('What no internal audit'));
    expect(told.map((m) => m.at.slice(0, 7))).toEqual(['2027-04', '2027-05']);
    expect(told[1]?.text).toContain('to be audited by 31 Dec 2027: 4.1–10.2 (23 of 23); 1 audit is planned by then');
    expect(story.mails.filter((m) => m.subject.includes('unread'))).toEqual([]);
  });

  it('waived by top management alone is not carried out, and raises a nonconformity; it records nothing', async () => {
    const script = [
      at('2027-04-06T10:00', sam.says('/waive because nobody is there')),
      at('2027-04-06T11:00', mara.says('/approve')),
      at('2027-04-06T12:00', elena.says('/approve')),
    ];
    const story = await simulate({ programme, from, until: '2027-04-07', script });
    expect(story.tickets.map((t) => t.state)).toEqual(['dropped', 'open']);
    expect(story.occurrences).toMatchObject([{ state: 'waived' }]);
    expect(story.nonconformities).toMatchObject([{ terms: { source: { kind: 'waived' } } }]);
    expect(story.tale('documented')).toEqual([]);
  });

  it('whose auditor is no longer competent opens all the same; lead and top management hear why, and nothing of it counts', async () => {
    const expired = company([competent('sam-okoro', '2027-03-31')]);
    const script = [at('2027-04-06T10:00', sam.says('/scope 7.2'))];
    const story = await simulate({ programme: expired, from, until: '2027-04-07', script });
    expect(aboutAuditors(story.mails).sort()).toEqual([
      'elena@example.com: Sam Okoro may not audit: Internal audit, 2027 H1: plan',
      'mara@example.com: Sam Okoro may not audit: Internal audit, 2027 H1: plan',
    ]);
    expect(story.tickets[0]?.said).toEqual([
      expect.stringContaining('Sam Okoro was competent to audit until Wed 31 Mar 2027 only'),
    ]);
    expect(story.tickets[0]?.body).toContain('Not for Sam Okoro: was competent to audit until');
  });
});
