import { describe, expect, it } from '@jest/globals';
import { raiseImprovement } from '../../activities/openings/improvement.ts';
import { loadOrganisation } from '../../activities/organisation.ts';
import { rowsOf } from '../../rules/documented.ts';
import { type Act, at, dana, mara, priya, sam } from './harness/people.ts';
import { isms } from './harness/programme.ts';
import { simulation } from './harness/simulate.ts';

const simulate = simulation();
const programme = isms(`
  far:
    kind: review
    title: Far away
    ask: Do it.
    clause: 4.1
    process: governance
    owner: mara
    first: 2029-01-01
    ladder: L2
`);
const from = '2027-04-12T08:00';

/** Sam says what could be better in the process `access`, which Priya Nair owns. Said twice, it is the same. */
const seen: Act = async ({ deps, clock }) => {
  const now = clock.now();
  const org = await loadOrganisation(deps.register, now);
  const suggestion = {
    by: 'sam',
    title: 'joiners wait for access',
    text: 'Joiners wait a day for access; a template would do',
    clauses: ['10.1'],
    process: 'access',
    source: 'a talk in the canteen',
  };
  for (let i = 0; i < 2; i++) {
    const raised = await deps.register.write((tx) =>
      raiseImprovement(tx, org, suggestion, { cause: 'talk', at: now }, now),
    );
    if (raised) await deps.wake([raised]);
  }
};
const ON = 'joiners wait';

describe('an opportunity for improvement', () => {
  it('is adopted by its owner, done and verified, and later somebody else says whether it helped', async () => {
    const script = [
      at('2027-04-12T09:00', seen),
      at('2027-04-13T09:00', sam.says('/adopt @sam-okoro 2027-05-14 A template', ON), priya.closes(ON)),
      at('2027-04-13T10:00', priya.says('/adopt 2027-05-14 A template', ON), mara.assigns('dana-roth', ON)),
      at('2027-04-13T11:00', priya.says('/adopt @priya-nair 2027-05-14 Write a template for joiners', ON)),
      at('2027-05-20T09:00', priya.attaches('template.txt', '', 'Write a template'), priya.closes('Write a template')),
      at('2027-05-21T09:00', mara.says('/accept', 'Write a template')),
      at(
        '2027-07-22T09:00',
        mara.says('/evidence benefit joiners work from the first hour on', 'did it help'),
        mara.closes('did it help'),
      ),
    ];
    const story = await simulate({ programme, from, until: '2027-07-24', script });
    expect(story.tickets.map(({ title, state }) => [title.replace(/^OFI-\w+/, 'OFI'), state])).toEqual([
      ['OFI: joiners wait for access', 'done'],
      ['OFI: Write a template for joiners', 'done'],
      ['OFI: did it help? joiners wait for access', 'done'],
    ]);
    const [asked, , check] = story.tickets;
    expect(asked?.body).toContain(
      'Decide whether to adopt this improvement: Joiners wait a day for access; a template would do.',
    );
    expect(asked?.said).toEqual([
      expect.stringContaining('Reopened, because closing decides nothing here'),
      expect.stringContaining('`/adopt` was not recorded: on this ticket Priya Nair may adopt'),
      expect.stringContaining('it needs an owner'),
      expect.stringContaining('This stays with Priya Nair'),
      expect.stringContaining('Adopted by Priya Nair: Priya Nair does it by 14 May'),
    ]);
    // Whoever did it does not say whether it helped: the owner did, so the lead does.
    expect(check?.assignees).toEqual(['mara-lindt']);
    expect(story.tasks[2]?.terms.opens).toBe('2027-07-19T22:00:00.000Z');
    expect(story.occurrences).toMatchObject([{ state: 'verified' }]);
    expect(story.nonconformities).toEqual([]);
    const [improvement] = story.documented.filter((d) => d.noun === 'improvement');
    expect(improvement && rowsOf(improvement)).toMatchObject([
      {
        raised_by: 'sam',
        owner: 'priya',
        action: expect.stringMatching(/^OFI-\w+-1$/),
        state: 'checked',
        benefit: 'joiners work from the first hour on',
        benefit_by: 'mara',
      },
    ]);
    const [action] = story.documented.filter((d) => d.noun === 'action');
    expect(action && rowsOf(action)).toMatchObject([
      { owner: 'priya', state: 'done', closed_by: 'mara', due: '2027-05-14', late: true },
    ]);
    expect(story.status.year.owed).toBe(0);
  });

  it('is declined with a class and a reason; left alone it is chased and never counts as missed', async () => {
    const script = [
      at('2027-04-12T09:00', seen),
      at('2027-04-13T09:00', priya.says('/decline because no', ON), priya.says('/decline out of scope', ON)),
      at('2027-04-13T10:00', priya.says('/decline cost outweighs benefit because five join a year', ON)),
      at('2027-04-13T11:00', priya.says('/adopt @sam-okoro 2027-05-14 A template', ON)),
    ];
    const declined = await simulate({ programme, from, until: '2027-04-15', script });
    expect(declined.tickets[0]?.said).toEqual([
      expect.stringContaining('it begins with one of out-of-scope, within-risk-tolerance'),
      expect.stringContaining('it needs a reason'),
      'Declined by Priya Nair as cost outweighs benefit: `five join a year`.',
      expect.stringContaining('this has been decided already'),
    ]);
    expect(declined.tickets[0]?.state).toBe('dropped');
    expect(declined.tickets).toHaveLength(1);
    expect(declined.occurrences).toMatchObject([{ state: 'recorded' }]);
    expect(declined.documented.flatMap((d) => rowsOf(d))).toMatchObject([{ state: 'declined', action: undefined }]);
    const alone = await simulate({ programme, from, until: '2027-06-30', script: script.slice(0, 1) });
    expect(alone.occurrences).toMatchObject([{ state: 'open' }]);
    expect(alone.nonconformities).toEqual([]);
    expect(alone.tale('task', ['chased']).length).toBeGreaterThan(2);
  });

  it('has its action handed over, given more time, and sent back; to evaluate it later, somebody else has to agree', async () => {
    const DO = 'Write a template';
    const script = [
      at('2027-04-12T09:00', seen),
      at('2027-04-13T09:00', priya.says('/extend 2027-06-01 because I am away', ON)),
      at('2027-04-13T10:00', priya.says('/approve', ON), dana.says('/approve', ON)),
      at('2027-05-14T11:00', priya.says('/adopt @sam-okoro 2027-06-18 Write a template for joiners', ON)),
      at('2027-05-17T09:00', mara.assigns('dana-roth', DO)),
      at('2027-05-18T09:00', dana.says('/extend 2027-06-25 because HR is asked', DO)),
      at('2027-05-18T10:00', priya.says('/approve', DO)),
      at('2027-06-21T09:00', dana.attaches('template.txt', '', DO), dana.closes(DO)),
      at('2027-06-22T09:00', priya.says('/reject because contractors are missing', DO)),
      at('2027-06-24T09:00', dana.attaches('template-2.txt', '', DO), dana.closes(DO)),
      at('2027-06-25T09:00', priya.says('/accept', DO)),
    ];
    const story = await simulate({ programme, from, until: '2027-06-27', script });
    const [evaluate, act] = story.tasks;
    expect(evaluate).toMatchObject({ verdict: 'adopted', due: { date: '2027-06-01' }, extended: [{ by: 'dana' }] });
    expect(story.tickets[0]?.said[1]).toContain('on this ticket Dana Roth may approve');
    expect(act).toMatchObject({
      assignee: 'dana',
      due: { date: '2027-06-25' },
      extended: [{ by: 'priya' }],
      rejections: [{ by: 'priya', did: ['dana'] }],
      verdict: 'verified',
    });
    const [action] = story.documented.filter((d) => d.noun === 'action');
    expect(action && rowsOf(action)).toMatchObject([
      {
        owner: 'dana',
        due_as_decided: '2027-06-18',
        due: '2027-06-25',
        state: 'done',
        closed_by: 'priya',
        late: false,
      },
    ]);
    expect(story.tale('task', ['missed'])).toEqual([]);
  });

  it('whose action is waived is dropped, and nobody is asked whether it helped', async () => {
    const script = [
      at('2027-04-12T09:00', seen),
      at('2027-04-13T11:00', priya.says('/adopt @sam-okoro 2027-05-14 Write a template for joiners', ON)),
      at('2027-04-20T09:00', sam.says('/waive because HR bought a tool', 'Write a template')),
      at('2027-04-21T09:00', dana.says('/approve', 'Write a template'), priya.says('/approve', 'Write a template')),
    ];
    const story = await simulate({ programme, from, until: '2027-07-30', script });
    expect(story.tickets).toHaveLength(2);
    expect(story.documented.map((d) => ('state' in d ? d.state : ''))).toEqual(
      expect.arrayContaining(['dropped', 'waived']),
    );
  });
});
