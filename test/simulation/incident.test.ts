import { describe, expect, it } from '@jest/globals';
import { listedOf, rowsOf } from '../../rules/documented.ts';
import { at, dana, happens, mara, priya, sam } from './harness/people.ts';
import { isms } from './harness/programme.ts';
import { simulation } from './harness/simulate.ts';

const simulate = simulation();
const duties = `
  incident:
    kind: incident
    title: Incident
    ask: Contain it, and write down what happened when.
    clause: [A.5.26, A.5.27]
    process: access
    owner: sam
    verifier: mara
    ladder: L4
  risks:
    kind: review
    title: Risk assessment
    ask: Assess the risks again.
    clause: 8.2
    process: governance
    owner: priya
    first: 2027-12-01
    every: 1 year
`;
const programme = isms(
  duties,
  'authorities: { dpa: { title: the data protection authority, within: 72 h, owner: priya } }',
);
const from = '2027-04-12T08:00';
const known = '2027-04-13T08:00:00.000Z';
const lost = happens('incident', 'lost laptop', { severity: 'high', at: known });
/** The response; its triage opens beside it, before or after. */
const LOST = 'lost laptop';
const TIMELINE = 'timeline: lost at 8:00, locked at 8:20\nhttps://wiki.example.com/inc';
const timeline = sam.says(TIMELINE, LOST);
const no = 'because nothing of ours was on it';

describe('an incident', () => {
  it('is triaged while it is contained; whom the triage names is told on their own clock; lessons are verified', async () => {
    const script = [
      at('2027-04-13T10:00', lost),
      at('2027-04-13T11:00', sam.says('/answer notify-dpa no because it is fine', 'triage')),
      at(
        '2027-04-13T12:00',
        mara.says(
          '/answer notify-dpa yes because staff files were on it\n/answer reassess yes because we had not thought of trains\n/answer nonconformity yes because its disk was not encrypted',
          'triage',
        ),
      ),
      at('2027-04-13T15:00', timeline, sam.closes(LOST)),
      at('2027-04-13T16:00', sam.says('/event incident and its bag was stolen, too', 'triage')),
      at('2027-04-14T10:00', priya.says('/extend 2027-04-20 because I am away', 'tell the data')),
      at('2027-04-15T10:00', priya.attaches('notice.pdf', '', 'tell the data'), priya.closes('tell the data')),
      at(
        '2027-04-16T10:00',
        sam.says('lessons: encrypt all\nhttps://wiki.example.com/l', 'lessons'),
        sam.closes('lessons'),
      ),
      at('2027-04-19T10:00', mara.says('/reject because the cause is missing', 'lessons')),
      at(
        '2027-04-20T10:00',
        sam.says('lessons: no policy asked for it\nhttps://wiki.example.com/m', 'lessons'),
        sam.closes('lessons'),
      ),
      at('2027-04-21T10:00', mara.says('/accept', 'lessons')),
    ];
    const story = await simulate({ programme, from, until: '2027-04-22', script });
    const opened = story.tickets.slice(0, 2).sort((a, b) => (a.title < b.title ? -1 : 1));
    expect(opened.map((t) => t.title)).toEqual([
      'Incident, INC-2027-001: lost laptop',
      'Incident, INC-2027-001: lost laptop: triage',
    ]);
    expect(opened[1]?.said.join('\n')).toContain('on this ticket Mara Lindt may');
    expect(story.tasks.find((t) => t.terms.slot === 'notify/dpa')).toMatchObject({
      assignee: 'priya',
      due: { at: '2027-04-16T08:00:00.000Z' },
      verdict: 'recorded',
      extended: [],
    });
    expect(story.tickets.find((t) => t.title.includes('tell the data'))?.said.join('\n')).toContain('set from outside');
    expect(story.nonconformities).toMatchObject([
      {
        terms: {
          title: { text: 'INC-2027-001: a requirement was not fulfilled' },
          evidence: { text: 'its disk was not encrypted' },
        },
      },
    ]);
    expect(story.occurrences).toMatchObject([
      { duty: 'incident', state: 'verified', occasion: { display: 'INC-2027-001' } },
      { duty: 'risks', state: 'open' },
      {
        duty: 'incident',
        state: 'open',
        occasion: { display: 'INC-2027-002', title: { text: 'and its bag was stolen, too' } },
      },
    ]);
    const [first] = story.documented;
    expect(story.tale(`documented/incident/${first?.id}`)).toEqual(['reported', ...Array(4).fill('followed')]);
    expect(first && rowsOf(first)).toMatchObject([
      {
        incident: 'INC-2027-001',
        severity: 'high',
        reassess: 'yes, because we had not thought of trains (mara)',
        notify: 'dpa: yes, because staff files were on it (mara)',
        notices: 'dpa: told 2027-04-15T08:00:00.000Z, in time',
        started: 'risks, nonconformity',
        lessons: 'verified by mara, 2027-04-20T08:00:00.000Z',
        state: 'ended',
      },
    ]);
  });

  it('has each authority told as soon as that is answered, however long the other questions wait', async () => {
    const both =
      '{ dpa: { title: the data protection authority, within: 72 h, owner: priya }, csirt: { title: the response team, within: 2000 h, owner: sam } }';
    const script = [
      at('2027-04-13T10:00', lost),
      at('2027-04-13T11:00', mara.says('/answer notify-dpa yes because staff files were on it', 'triage')),
      at('2027-04-13T12:00', mara.says('/answer notify-dpa no because it was encrypted', 'triage')),
      at('2027-04-15T10:00', priya.attaches('notice.pdf', '', 'tell the data'), priya.closes('tell the data')),
      at(
        '2027-04-20T10:00',
        mara.says(
          `/answer reassess no ${no}\n/answer nonconformity no ${no}\n/answer notify-csirt yes because they ask for it`,
          'triage',
        ),
      ),
    ];
    const story = await simulate({
      programme: isms(duties, `authorities: ${both}`),
      from,
      until: '2027-04-21',
      script,
    });
    const notice = story.tasks.find((t) => t.terms.slot === 'notify/dpa');
    expect(notice).toMatchObject({ terms: { opens: expect.stringMatching(/^2027-04-13T09:00/) }, verdict: 'recorded' });
    expect(notice?.missed).toBeUndefined();
    const notices = story.tasks.filter((t) => t.terms.slot.startsWith('notify/'));
    expect(notices.map((t) => [t.terms.slot, t.stage])).toEqual([
      ['notify/dpa', 'ended'],
      ['notify/csirt', 'open'],
    ]);
    const triage = story.tickets.find((t) => t.title.includes('triage'));
    expect(triage?.said.join('\n')).toContain('what follows from that has begun');
  });

  it('is due a day after it became known, and so can be on time', async () => {
    const script = [
      at('2027-04-13T10:00', lost),
      at('2027-04-13T20:00', timeline, sam.closes(LOST)),
      at(
        '2027-04-14T09:00',
        mara.says(`/answer notify-dpa no ${no}\n/answer reassess no ${no}\n/answer nonconformity no ${no}`, 'triage'),
      ),
      at(
        '2027-04-15T10:00',
        sam.says('lessons: lock it\nhttps://wiki.example.com/l', 'lessons'),
        sam.closes('lessons'),
      ),
      at('2027-04-16T10:00', mara.says('/accept', 'lessons')),
    ];
    const story = await simulate({ programme, from, until: '2027-04-17', script });
    expect(story.tasks[0]?.due).toEqual({ at: '2027-04-14T08:00:00.000Z' });
    expect(story.status.year).toMatchObject({ done: 1, late: 0 });
  });

  it('left alone is chased at once, after 4 hours, after 24; a notice past its clock is missed, whatever the engine was up to', async () => {
    const script = [
      at('2027-04-13T10:00', lost),
      at(
        '2027-04-15T20:00',
        mara.says(
          `/answer notify-dpa yes because of the files\n/answer reassess no ${no}\n/answer nonconformity no ${no}`,
          'triage',
        ),
      ),
      at('2027-04-16T11:00', timeline, sam.closes(LOST)),
    ];
    const downtime: [string, string][] = [['2027-04-15T19:00', '2027-04-16T03:00']];
    const story = await simulate({ programme, from, until: '2027-04-17', script, downtime });
    const chasedAt = (rung: string) =>
      story.events
        .filter(({ kind, body }) => kind === 'chased' && (body as { rung: string }).rung === rung)
        .map(({ at }) => at.slice(0, 16));
    expect(chasedAt('20-hours-before-due')).toEqual(['2027-04-13T12:00', '2027-04-13T12:00']);
    expect(chasedAt('at-due')).toEqual(['2027-04-14T08:00', '2027-04-14T08:00']);
    expect(story.first('chased')).toMatchObject({
      at: expect.stringMatching(/^2027-04-13T08:0/),
      body: { rung: '24-hours-before-due' },
    });
    expect(story.first('missed').at).toBe('2027-04-16T08:00:00.000Z');
    expect(story.nonconformities).toMatchObject([{ terms: { source: { kind: 'missed' } } }]);
    expect(story.occurrences[0]).toMatchObject({ missed: { at: '2027-04-16T08:00:00.000Z' } });
    expect(story.mails.filter((m) => m.to.startsWith('elena')).length).toBeGreaterThan(0);
    const waiting = await simulate({ programme, from, until: '2027-04-13T11:00', script });
    expect(waiting.status.needsYou).toMatchObject([{ waitsFor: 'triage', of: ['mara'] }]);
  });

  it('that was none is waived by whoever checks it: answered all the same, and no lessons are asked for', async () => {
    const script = [
      at('2027-04-13T10:00', lost),
      at('2027-04-13T10:30', sam.drops(LOST)),
      at('2027-04-13T11:00', sam.says('/approve', LOST)),
      at('2027-04-13T12:00', dana.says('/deny because look again', LOST)),
      at('2027-04-13T13:00', sam.assigns('priya-nair', LOST), sam.says('/waive because it was in my bag', LOST)),
      at('2027-04-13T14:00', dana.says('/approve', LOST)),
      at('2027-04-13T15:00', sam.assigns('elena-costa', 'triage'), mara.closes('triage')),
      at(
        '2027-04-13T16:00',
        mara.says(`/answer notify-dpa no ${no}\n/answer reassess no ${no}\n/answer nonconformity no ${no}`, 'triage'),
      ),
    ];
    const story = await simulate({ programme, from, until: '2027-04-15', script });
    const response = story.tickets.find(({ title }) => title.endsWith(LOST));
    expect(response?.said.join('\n')).toContain('on this ticket Dana Roth may approve');
    expect(story.tasks).toMatchObject([{ verdict: 'waived' }, { verdict: 'decided', assignee: 'mara' }]);
    expect(story.occurrences).toMatchObject([{ state: 'recorded' }]);
    expect(story.nonconformities).toEqual([]);
    expect(story.documented).toMatchObject([
      { noun: 'incident', followed: [{ verdict: 'waived' }, { verdict: 'decided' }] },
    ]);
    expect(story.documented.map((one) => listedOf(one).state)).toEqual(['ended']);
  });
});

describe('told of in the ticket of a nonconformity', () => {
  it('an incident is recorded there and followed elsewhere', async () => {
    const script = [
      at('2027-04-13T10:00', mara.raises()),
      at('2027-04-13T11:00', priya.says('/event incident a second laptop', '(minor)')),
      at('2027-04-13T12:00', priya.says('/event change', '(minor)')),
    ];
    const story = await simulate({ programme, from, until: '2027-04-14', script });
    expect(story.occurrences).toMatchObject([{ duty: 'incident', occasion: { title: { text: 'a second laptop' } } }]);
    expect(story.tale('nonconformity', ['noted'])).toEqual(['noted']);
    const [found] = story.tickets;
    expect(found?.said.join('\n')).toContain('Recorded as an incident. What follows opens in tickets of its own');
    expect(found?.said.join('\n')).toContain('it says what happened, in a few words');
    expect(story.tickets.map((t) => t.title).sort()).toContain('Incident, INC-2027-001: a second laptop');
  });
});

describe('an exercise', () => {
  it('by interval has no triage, for nothing happened', async () => {
    const yearly = isms(duties.replace('ladder: L4', 'ladder: L2\n    first: 2027-04-20\n    every: 1 year'));
    const script = [
      at('2027-04-13T15:00', sam.says(TIMELINE), sam.closes()),
      at(
        '2027-04-16T10:00',
        sam.says('lessons: none, because all went well\nhttps://wiki.example.com/l', 'lessons'),
        sam.closes('lessons'),
      ),
      at('2027-04-17T10:00', mara.says('/accept', 'lessons')),
    ];
    const story = await simulate({ programme: yearly, from, until: '2027-04-18', script });
    expect(story.tasks.map((t) => t.terms.slot)).toEqual(['respond', 'lessons']);
    expect(story.occurrences).toMatchObject([{ state: 'verified' }]);
    expect(story.documented).toEqual([]);
  });
});
