import { describe, expect, it } from '@jest/globals';
import { listedOf, rowsOf } from '../../rules/documented.ts';
import { at, dana, elena, happens, mara, priya, sam } from './harness/people.ts';
import { isms } from './harness/programme.ts';
import { simulation } from './harness/simulate.ts';

const simulate = simulation();
const programme = isms(`
  change:
    kind: change
    title: Change
    ask: Say what this change is for, and what it may lead to.
    clause: [6.3, 8.1]
    process: governance
    owner: sam
    verifier: role:lead
    ladder: L2
  equipment:
    kind: review
    title: Equipment
    ask: Hand over what they need, or take it back.
    clause: A.5.11
    process: access
    owner: sam
    on: [joiner, leaver]
    lead: 0 days
    ladder: L2
    subjects: { laptop: { title: laptop }, keys: { title: keys, owner: priya } }
`);
const from = '2027-04-12T08:00';
const moving = happens('change', 'move to another cloud', { proposed: true, actor: 'person:priya' });
const described = priya.says('purpose: cheaper\nhttps://wiki.example.com/p\n');
const consequences = priya.says('consequences: all hosts move\nhttps://wiki.example.com/c');
const no = 'because nothing points to it';
const answers = (scope: 'yes' | 'no') =>
  mara.says(
    `/answer scope ${scope} because of the new site\n/answer reassess no ${no}\n/answer nonconformity no ${no}\n/answer notify no ${no}`,
    'triage',
  );

describe('a change', () => {
  it('is led by whoever proposes it; top management approves the plan where the scope changes; its result is reviewed', async () => {
    const script = [
      at('2027-04-13T10:00', moving),
      at('2027-04-14T10:00', described, consequences, priya.closes()),
      at('2027-04-15T10:00', answers('yes')),
      at(
        '2027-04-16T10:00',
        priya.says('plan: by May, back by DNS\nhttps://wiki.example.com/plan', ': plan'),
        priya.closes(': plan'),
      ),
      at('2027-04-17T10:00', mara.says('/accept', ': plan')),
      at('2027-04-18T10:00', elena.says('/reject because who pays?', ': plan')),
      at(
        '2027-04-19T10:00',
        priya.says('plan: as before, paid by IT\nhttps://wiki.example.com/plan2', ': plan'),
        priya.closes(': plan'),
      ),
      at('2027-04-20T10:00', elena.says('/accept', ': plan')),
      at(
        '2027-04-22T10:00',
        priya.says('result: moved, one outage\nhttps://wiki.example.com/r', 'carry out'),
        priya.closes('carry out'),
      ),
      at('2027-04-23T10:00', mara.says('/accept', 'carry out')),
    ];
    const story = await simulate({ programme, from, until: '2027-04-24', script });
    expect(story.tasks.map((t) => [t.terms.slot, t.assignee, t.verdict])).toEqual([
      ['describe', 'priya', 'recorded'],
      ['triage', 'mara', 'decided'],
      ['plan', 'priya', 'verified'],
      ['carry-out', 'priya', 'verified'],
    ]);
    expect(story.tickets[0]?.body).toMatch(/✓ \*\*purpose\*\*: [\s\S]*✓ \*\*consequences\*\*: /);
    expect(story.tickets.find((t) => t.title.endsWith(': plan'))?.said.join('\n')).toContain(
      'on this ticket Elena Costa may',
    );
    expect(story.occurrences).toMatchObject([{ state: 'verified' }]);
    const [record] = story.documented;
    expect(record && rowsOf(record)).toMatchObject([
      {
        change: 'CHG-2027-001',
        proposed_or_occurred: 'proposed',
        told_by: 'person:priya',
        scope: 'yes, because of the new site (mara)',
        plan: 'verified by elena, 2027-04-19T08:00:00.000Z',
        result: 'verified by mara, 2027-04-22T08:00:00.000Z',
        state: 'ended',
      },
    ]);
  });

  it('late and never finished is missed once, and followed up once; extended and reassigned it goes on', async () => {
    const script = [
      at('2027-04-13T10:00', happens('change', 'new bank', { actor: 'mara@desk' })),
      at('2027-04-26T10:00', sam.says('/extend 2027-05-03 because I wait for the bank')),
      at('2027-04-26T11:00', dana.says('/approve')),
      at('2027-04-27T10:00', sam.assigns('priya-nair')),
    ];
    const story = await simulate({ programme, from, until: '2027-05-19', script });
    expect(story.tasks).toMatchObject([{ assignee: 'priya', due: { date: '2027-05-03' } }]);
    expect(story.occurrences).toMatchObject([{ missed: { at: '2027-05-17T22:00:00.000Z' } }]);
    expect(story.nonconformities).toMatchObject([{ terms: { source: { kind: 'missed' } } }]);
    expect(story.tale('task', ['chased']).length).toBeGreaterThan(1);
  });

  it('given up is waived, and nothing else is asked; on somebody who joins a ticket opens for each subject, due by their day', async () => {
    const script = [
      at('2027-04-13T10:00', happens('change', 'new bank', { actor: 'mara@desk' })),
      at('2027-04-13T11:00', happens('joiner', 'Priya Nair', { person: 'priya', at: '2027-05-02T22:00:00.000Z' })),
      at('2027-04-14T10:00', sam.says('/waive because we stay', 'new bank')),
      at('2027-04-14T11:00', dana.says('/approve', 'new bank')),
      at('2027-04-15T11:00', sam.closes('laptop')),
    ];
    const story = await simulate({ programme, from, until: '2027-04-16', script });
    expect(story.occurrences).toMatchObject([
      { duty: 'change', state: 'waived' },
      { duty: 'equipment', subject: 'laptop', due: { date: '2027-05-03' }, state: 'recorded' },
      { duty: 'equipment', subject: 'keys', due: { date: '2027-05-03' }, state: 'open' },
    ]);
    expect(story.tasks.map((t) => t.assignee).sort()).toEqual(['priya', 'sam', 'sam']);
    const change = story.documented.find((one) => one.noun === 'change');
    expect(change && listedOf(change).state).toBe('ended');
    const joiner = story.documented.find((d) => d.noun === 'joiner');
    expect(joiner && rowsOf(joiner)).toMatchObject([
      {
        joiner: 'JOIN-2027-001',
        person: 'priya',
        duty: 'equipment',
        subject: 'laptop',
        by: 'sam',
        hours_after: -421,
      },
    ]);
  });
});
