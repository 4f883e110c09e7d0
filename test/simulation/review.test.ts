import { describe, expect, it } from '@jest/globals';
import { textOf } from '../../rules/event.ts';
import { at, dana, mara, priya, sam } from './harness/people.ts';
import { isms } from './harness/programme.ts';
import { simulation } from './harness/simulate.ts';

const simulate = simulation();
const programme = isms(`
  supplier-review:
    kind: review
    title: Supplier review
    ask: Check whether this supplier still is what we need.
    clause: A.5.22
    process: access
    owner: priya
    verifier: mara
    every: 1 year
    first: 2027-04-16
    ladder: L2
    subjects:
      hosting: { title: Example Hosting }
      payroll: { title: Example Payroll, owner: sam }
    instructions:
      - Ask for the certificate as it stands now.
      - Say whether climate change matters to them.
    evidence: { certificate: their certificate, verdict: what follows }
`);
const from = '2027-04-05T08:00';
const [HOSTING, PAYROLL] = ['Example Hosting, 2027', 'Example Payroll, 2027'];
const checks = (who: typeof sam, on: string) => [
  who.attaches('certificate.pdf', 'certificate', on),
  who.says('verdict: none needed, because nothing changed', on),
  who.closes(on),
];

describe('a review', () => {
  it('comes once for each supplier, with its own owner and its checklist, and is verified for each', async () => {
    const script = [
      at('2027-04-06T10:00', ...checks(priya, HOSTING), ...checks(sam, PAYROLL)),
      at('2027-04-07T10:00', mara.says('/accept', HOSTING), mara.says('/accept', PAYROLL)),
    ];
    const story = await simulate({ programme, from, until: '2027-04-09', script });
    const reviewed = story.tickets.map((t) => `${t.title} ${t.assignees} ${t.state}`).sort();
    expect(reviewed).toEqual([
      `Supplier review: ${HOSTING} priya-nair done`,
      `Supplier review: ${PAYROLL} sam-okoro done`,
    ]);
    for (const { body } of story.tickets) {
      expect(body).toContain('2. Say whether climate change matters to them.');
      expect(body).toMatch(/✓ \*\*certificate\*\*: `certificate.pdf`.*\n- ✓ \*\*verdict\*\*: `nothing changed`/);
    }
    expect(story.occurrences.map((o) => [o.subject, o.period, o.state])).toEqual([
      ['hosting', '2027-04-16', 'verified'],
      ['payroll', '2027-04-16', 'verified'],
    ]);
  });

  it('of one supplier comes back for what is missing and is done late, of another it is missed', async () => {
    const script = [
      at('2027-04-20T10:00', sam.attaches('certificate.pdf', 'certificate', PAYROLL), sam.closes(PAYROLL)),
      at('2027-04-21T10:00', ...checks(sam, PAYROLL)),
      at('2027-04-22T10:00', mara.says('/accept', PAYROLL)),
    ];
    const story = await simulate({ programme, from, until: '2027-05-03', script });
    const said = (on: string) => story.tickets.find((t) => t.title.endsWith(on))?.said ?? [];
    expect(said(PAYROLL)).toContainEqual(
      expect.stringContaining('Reopened, because one thing is missing: **verdict**'),
    );
    expect(said(PAYROLL).at(-1)).toContain('Verified by Mara Lindt on 22 April, 5 days late.');
    expect(said(HOSTING).at(-1)).toContain('counts as missed since the end of 30 April. NC-2027-001');
    expect(story.occurrences.map((o) => [o.subject, o.state, o.missed !== undefined])).toEqual([
      ['hosting', 'open', true],
      ['payroll', 'verified', false],
    ]);
    expect(story.nonconformities.map((n) => [n.terms.title, n.grade, n.terms.clauses])).toEqual([
      [{ text: `Supplier review: ${HOSTING}, was missed` }, 'minor', ['A.5.22']],
    ]);
  });

  it('of one supplier is handed over and sent back, of another it is given more time, then waived', async () => {
    const script = [
      at('2027-04-06T10:00', sam.assigns('dana-roth', PAYROLL)),
      at('2027-04-06T11:00', priya.says('/extend 2027-04-30 because they are slow', HOSTING)),
      at('2027-04-07T10:00', mara.says('/approve', HOSTING), ...checks(dana, PAYROLL)),
      at('2027-04-08T10:00', mara.says('/reject because the certificate is of 2024', PAYROLL)),
      at('2027-04-09T10:00', ...checks(dana, PAYROLL)),
      at('2027-04-12T10:00', mara.says('/accept', PAYROLL), priya.says('/waive because we left them', HOSTING)),
      at('2027-04-13T10:00', priya.says('/approve', HOSTING), mara.says('/approve', HOSTING)),
    ];
    const story = await simulate({ programme, from, until: '2027-05-03', script });
    const task = (supplier: string) => story.tasks.find(({ terms }) => textOf(terms.title).endsWith(supplier));
    expect(task(PAYROLL)).toMatchObject({
      assignee: 'dana',
      submission: { by: 'dana' },
      rejections: [{ by: 'mara', did: ['dana'] }],
      verdict: 'verified',
    });
    expect(task(HOSTING)).toMatchObject({
      due: { date: '2027-04-30' },
      extended: [{ by: 'mara' }],
      waived: { by: 'mara', reason: { text: 'we left them' } },
      verdict: 'waived',
    });
    // A.5.22 is nothing that the standard demands as a duty.
    expect(story.nonconformities).toEqual([]);
  });
});
