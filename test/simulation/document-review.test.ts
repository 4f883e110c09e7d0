import { describe, expect, it } from '@jest/globals';
import { at, dana, mara, priya, sam } from './harness/people.ts';
import { isms } from './harness/programme.ts';
import { simulation } from './harness/simulate.ts';

const simulate = simulation();
const programme = isms(`
  documents:
    kind: document-review
    title: Document review
    ask: Check that this document still says what we do.
    clause: 7.5
    process: governance
    owner: priya
    verifier: mara
    every: 3 months
    first: 2027-04-16
    ladder: L2
    subjects:
      access-policy: { title: Access policy, owner: sam, location: "https://wiki.example.com/access-policy" }
`);
const from = '2027-04-12T08:00';
const states = (version: string, on?: string) => sam.says(`/version ${version}`, on);

describe('a document', () => {
  it('is reviewed by its owner, approved by somebody else, and due again; the next ticket says which version holds', async () => {
    const script = [
      at('2027-04-13T10:00', states('3.2 https://wiki.example.com/access-policy?v=9'), sam.closes()),
      at('2027-04-14T10:00', sam.says('/accept'), mara.says('/accept')),
      at('2027-07-13T10:00', states('unchanged', 'Q3'), states('3.2', 'Q3')),
      at('2027-07-13T11:00', states('unchanged because nothing new is used', 'Q3'), sam.closes('2027 Q3')),
      at('2027-07-14T10:00', mara.says('/accept', '2027 Q3')),
    ];
    const story = await simulate({ programme, from, until: '2027-07-16', script });
    expect(story.occurrences).toMatchObject([{ state: 'verified' }, { state: 'verified' }]);
    const [first, second] = story.tickets;
    expect(first?.body).toContain('✓ **version**: `version 3.2, https://wiki.example.com/access-policy?v=9`');
    expect(first?.said.filter((s) => s.includes('was not recorded'))).toEqual([
      expect.stringContaining('on this ticket Mara Lindt may accept'),
    ]);
    expect(second?.body).toContain('In force: version 3.2, approved by Mara Lindt on 14 April 2027');
    expect(second?.said.filter((s) => s.includes('was not recorded'))).toEqual([
      expect.stringContaining('it needs a reason'),
      expect.stringContaining('3.2 is the version in force'),
    ]);
    expect(story.events.filter((e) => e.kind === 'approved')).toMatchObject([
      {
        stream: 'documented/document/documents.access-policy',
        actor: 'person:mara',
        body: { version: '3.2', by: 'sam', approver: 'mara', owner: 'sam', period: '2027-04-16', next: '2027-07-16' },
      },
      { body: { version: '3.2', unchanged: { text: 'nothing new is used' }, period: '2027-07-16' } },
    ]);
  });

  it('comes back without its version, and after a rejection; what was rejected is on no record', async () => {
    const script = [
      at('2027-04-13T10:00', sam.attaches('access-policy.pdf', 'version 3.2'), sam.closes()),
      at('2027-04-13T12:00', states('3.2 https://wiki.example.com/access-policy'), sam.closes()),
      at('2027-04-14T10:00', mara.says('/reject because it still names the old VPN')),
      at('2027-04-15T10:00', states('3.3'), sam.closes()),
      at('2027-04-16T10:00', mara.says('/accept')),
    ];
    const story = await simulate({ programme, from, until: '2027-04-18', script });
    expect(story.tale('task', ['returned', 'rejected', 'accepted'])).toEqual(['returned', 'rejected', 'accepted']);
    expect(story.tickets[0]?.said.join('\n')).toContain('Comment `/version NUMBER LOCATION');
    expect(story.events.filter((e) => e.kind === 'approved').map((e) => e.body.version)).toEqual(['3.3']);
  });

  it('reviewed late is chased, counts as late, and is in force from its approval on', async () => {
    const script = [
      at('2027-04-21T10:00', states('3.2 https://wiki.example.com/access-policy'), sam.closes()),
      at('2027-04-22T10:00', mara.says('/accept')),
    ];
    const story = await simulate({ programme, from, until: '2027-04-24', script });
    expect(story.mails.map((m) => `${m.at.slice(0, 10)} ${m.to}`)).toEqual([
      '2027-04-16 sam@example.com',
      '2027-04-16 dana@example.com',
    ]);
    expect(story.tickets[0]?.said.at(-1)).toContain('Verified by Mara Lindt on 22 April, 5 days late');
    expect(story.occurrences[0]).toMatchObject({ state: 'verified' });
    expect(story.occurrences[0]?.missed).toBeUndefined();
    expect(story.first('approved')).toMatchObject({ body: { version: '3.2', next: '2027-07-16' } });
  });

  it('that nobody reviews is missed; extended, waived, and handed over like any other task', async () => {
    const never = await simulate({ programme, from, until: '2027-05-03' });
    expect(never.occurrences[0]).toMatchObject({ state: 'open', missed: { at: '2027-04-30T22:00:00.000Z' } });
    expect(never.nonconformities).toMatchObject([{ terms: { clauses: ['7.5'], source: { kind: 'missed' } } }]);
    const contested = [
      at('2027-04-13T10:00', sam.says('/extend 2027-04-23 because the lawyer is away')),
      at('2027-04-14T10:00', mara.says('/approve'), mara.assigns(priya.login)),
      at('2027-04-20T10:00', priya.says('/waive because the document is replaced')),
      at('2027-04-21T10:00', dana.says('/approve'), mara.says('/approve')),
    ];
    const story = await simulate({ programme, from, until: '2027-04-24', script: contested });
    expect(story.occurrences).toMatchObject([{ state: 'waived' }]);
    expect(story.tale('documented')).toEqual([]);
    expect(story.tasks[0]).toMatchObject({ assignee: 'priya', extended: [{ by: 'mara' }] });
  });
});
