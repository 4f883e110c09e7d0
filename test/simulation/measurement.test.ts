import { describe, expect, it } from '@jest/globals';
import { rowsOf } from '../../rules/documented.ts';
import { at, dana, elena, mara, priya, sam } from './harness/people.ts';
import { isms } from './harness/programme.ts';
import { simulation } from './harness/simulate.ts';

const simulate = simulation();
const programme = isms(`
  patch-age:
    kind: measurement
    title: Patch age
    ask: Measure how old our oldest missing patch is.
    clause: 9.1
    process: access
    owner: sam
    verifier: priya
    every: 1 month
    first: 2027-04-16
    ladder: L2
    target: "<= 14"
    unit: days
`);
const from = '2027-04-12T08:00';
const ANALYSIS = 'analysis: steady since February, nothing to do\nhttps://wiki.example.com/patch-age';
const analysed = sam.says(ANALYSIS);
const measures = (value: string) => sam.says(`/measure ${value} from the patch manager`);

describe('a measurement', () => {
  it('is handed in with value, source, and analysis, and ends once it is verified', async () => {
    const script = [
      at('2027-04-13T10:00', measures('9 days'), analysed, sam.closes()),
      at('2027-04-14T10:00', priya.says('/accept')),
    ];
    const story = await simulate({ programme, from, until: '2027-04-16', script });
    expect(story.tale('task')).toEqual([
      'planned',
      'opened',
      'evidence-given',
      'submitted',
      'verification-asked',
      'accepted',
      'ended',
    ]);
    expect(story.tale('documented')).toEqual(['measured']);
    expect(story.first('measured')).toMatchObject({
      stream: 'documented/measurement/patch-age',
      body: { value: 9, unit: 'days', met: true, target: { is: '<=', than: 14 }, period: '2027-04-16', by: 'sam' },
    });
    expect(story.occurrences).toMatchObject([{ state: 'verified' }]);
    expect(story.tickets).toHaveLength(1);
    expect(story.tickets[0]?.body).toContain(
      '✓ **value**: `9 days from the patch manager; meets the target, at most 14 days`',
    );
  });

  it('comes back for a value that only a file or a sentence gives, and says how it is given', async () => {
    const script = [at('2027-04-13T10:00', sam.attaches('value.csv', 'value: 9'), analysed, sam.closes())];
    const story = await simulate({ programme, from, until: '2027-04-14', script });
    expect(story.tickets[0]).toMatchObject({ state: 'open' });
    expect(story.tickets[0]?.said.at(-1)).toContain('Comment `/measure VALUE source`');
    expect(story.tickets[0]?.body).toContain('✗ **value**: missing (`/measure VALUE source`)');
  });

  it('that misses its target is judged by the lead: yes raises a nonconformity, and the occurrence waits for the word', async () => {
    const script = [
      at('2027-04-13T10:00', measures('31'), analysed, sam.closes()),
      at('2027-04-14T10:00', priya.says('/accept', 'Patch age, April')),
      at('2027-04-15T10:00', sam.says('/answer nonconformity no because it is fine', 'target was missed')),
      at('2027-04-15T11:00', mara.says('/answer nonconformity yes', 'target was missed')),
      at(
        '2027-04-16T11:00',
        mara.says('/answer nonconformity yes because the policy says 14 days', 'target was missed'),
        mara.says('/answer improvement yes because a patch window each week would do', 'target was missed'),
      ),
    ];
    const early = await simulate({ programme, from, until: '2027-04-16', script });
    expect(early.occurrences).toMatchObject([{ state: 'open' }]);
    const [, asked] = early.tickets;
    expect(asked?.title).toContain('the target was missed');
    expect(asked?.said).toEqual([
      expect.stringContaining('on this ticket Mara Lindt'),
      expect.stringContaining('it needs a reason, also for "no"'),
    ]);
    const story = await simulate({ programme, from, until: '2027-04-18', script });
    expect(story.occurrences).toMatchObject([
      { state: 'verified' },
      { duty: 'opportunity:for-improvement', state: 'open' },
    ]);
    expect(story.nonconformities).toMatchObject([
      { grade: 'minor', terms: { clauses: ['9.1'], process: 'access', raisedBy: 'mara' } },
    ]);
    expect(story.tasks[1]).toMatchObject({ verdict: 'decided', terms: { kind: 'triage' } });
    expect(story.tickets.map((t) => t.state)).toEqual(['done', 'done', 'open', 'open']);
    expect(story.documented.find((d) => d.noun === 'improvement')).toMatchObject({ owner: 'priya', state: 'raised' });
  });

  it('raises nothing where the lead answers no, with a reason that is kept', async () => {
    const script = [
      at('2027-04-13T10:00', measures('31'), analysed, sam.closes()),
      at('2027-04-14T10:00', priya.says('/accept', 'Patch age, April')),
      at(
        '2027-04-15T10:00',
        mara.says('/answer nonconformity no, because it was one server in a lab', 'target was missed'),
        mara.says('/answer improvement no, because it is gone next month', 'target was missed'),
      ),
    ];
    const story = await simulate({ programme, from, until: '2027-04-17', script });
    expect(story.nonconformities).toEqual([]);
    expect(story.tasks[1]?.given[0]).toMatchObject({ item: 'nonconformity', by: 'mara', says: { yes: false } });
    const [record] = story.documented;
    expect(record && rowsOf(record).at(-1)).toMatchObject({
      value: 31,
      decision: 'nonconformity: no, because it was one server in a lab; improvement: no, because it is gone next month',
      decided_by: 'mara',
    });
  });

  it('brought back after its decision, is decided about anew where it misses again: no value stands without', async () => {
    const answersNo = (on: string, because: string) =>
      ['nonconformity', 'improvement'].map((question) => mara.says(`/answer ${question} no, because ${because}`, on));
    const script = [
      at('2027-04-13T10:00', measures('31'), analysed, sam.closes()),
      at('2027-04-14T10:00', priya.says('/accept')),
      at('2027-04-15T10:00', ...answersNo('missed', 'it was one server in a lab')),
      at('2027-04-20T10:00', priya.says('/reject because two servers are missing', 'April 2027')),
      at('2027-04-21T10:00', sam.says('/measure 90 from the patch manager', 'April 2027'), sam.closes('April 2027')),
      at('2027-04-21T14:00', priya.says('/accept', 'April 2027')),
      at('2027-04-23T10:00', ...answersNo('missed again', 'both are in the lab')),
    ];
    const story = await simulate({ programme, from, until: '2027-04-26', script });
    expect(story.tasks.map((t) => [t.terms.slot, t.verdict])).toEqual([
      ['measure', 'verified'],
      ['decide', 'decided'],
      ['decide/2', 'decided'],
    ]);
    const [record] = story.documented;
    const [no, still] = ['because it was one server in a lab', 'because both are in the lab'];
    expect(record && rowsOf(record)).toMatchObject([
      {
        value: 31,
        decision: `nonconformity: no, ${no}; improvement: no, ${no}`,
        taken_back: '2027-04-20T08:00:00.000Z by priya: two servers are missing',
      },
      { value: 90, decision: `nonconformity: no, ${still}; improvement: no, ${still}`, taken_back: '' },
    ]);
  });

  it('done late is chased, and counts; never done, it is missed and leads to a nonconformity', async () => {
    const late = [
      at('2027-04-20T10:00', measures('9'), analysed, sam.closes()),
      at('2027-04-21T10:00', priya.says('/accept')),
    ];
    const handedIn = await simulate({ programme, from, until: '2027-04-22', script: late });
    expect(handedIn.tale('task', ['chased', 'accepted'])).toEqual(['chased', 'chased', 'chased', 'accepted']);
    expect(handedIn.occurrences).toMatchObject([{ state: 'verified' }]);
    const never = await simulate({ programme, from, until: '2027-05-03' });
    expect(never.occurrences[0]).toMatchObject({ state: 'open', missed: { at: '2027-04-30T22:00:00.000Z' } });
    expect(never.nonconformities).toMatchObject([{ terms: { source: { kind: 'missed' } } }]);
  });

  it('rejected it comes back and is measured again; the last value counts', async () => {
    const script = [
      at('2027-04-13T10:00', measures('9'), analysed, sam.closes()),
      at('2027-04-14T10:00', priya.says('/reject because that is last month’s value')),
      at('2027-04-15T10:00', measures('12'), sam.closes()),
      at('2027-04-16T10:00', priya.says('/accept')),
    ];
    const story = await simulate({ programme, from, until: '2027-04-18', script });
    expect(story.events.filter((e) => e.kind === 'measured').map((e) => e.body.value)).toEqual([12]);
  });

  it('given more time and handed over, it is measured by whoever has it by then, in time', async () => {
    const script = [
      at('2027-04-13T10:00', sam.says('/extend 2027-04-23 because the patch manager is being moved')),
      at('2027-04-13T11:00', sam.says('/approve'), priya.says('/approve')),
      at('2027-04-14T10:00', mara.assigns('dana-roth')),
      at('2027-04-23T10:00', dana.says('/measure 9 from the patch manager'), dana.says(ANALYSIS), dana.closes()),
      at('2027-04-24T10:00', priya.says('/accept')),
    ];
    const story = await simulate({ programme, from, until: '2027-05-03', script });
    expect(story.tasks[0]).toMatchObject({
      assignee: 'dana',
      due: { date: '2027-04-23' },
      hardLimit: { date: '2027-05-07' },
      extended: [{ by: 'priya' }],
      submission: { by: 'dana', implementers: ['dana'] },
      verdict: 'verified',
    });
    expect(story.tickets[0]?.said[1]).toContain('on this ticket Priya Nair or Dana Roth may approve');
    expect(story.tickets[0]?.said.at(-1)).toContain('Verified by Priya Nair on 24 April, on time.');
    expect(story.first('measured').body).toMatchObject({ value: 9, period: '2027-04-16', by: 'dana' });
    expect(story.occurrences[0]).toMatchObject({ state: 'verified', hardLimit: { date: '2027-04-30' } });
    expect(story.nonconformities).toEqual([]);
  });

  it('waived by top management, for 9.1 is demanded, it records no value', async () => {
    const script = [
      at('2027-04-13T10:00', sam.says('/waive because the tool is being replaced')),
      at('2027-04-14T10:00', elena.says('/approve')),
    ];
    const story = await simulate({ programme, from, until: '2027-04-16', script });
    expect(story.occurrences).toMatchObject([{ state: 'waived' }]);
    expect(story.tale('documented')).toEqual([]);
    expect(story.tickets.filter((t) => t.title.includes('target'))).toEqual([]);
  });
});
