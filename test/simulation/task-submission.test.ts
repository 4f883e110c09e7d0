import { describe, expect, it } from '@jest/globals';
import { KINDS } from './harness/board/board.ts';
import { at, dana, elena, mara, sam, stranger } from './harness/people.ts';
import { accessReview, isms } from './harness/programme.ts';
import { simulation } from './harness/simulate.ts';

const simulate = simulation();
const verified = isms(accessReview());
const unverified = isms(accessReview(''));
const handsIn = at('2027-04-14T10:00', sam.attaches('export.csv'), sam.closes());

describe('handing a task in', () => {
  it('records a complete close where nobody verifies', async () => {
    const story = await simulate({
      programme: unverified,
      from: '2027-04-08T08:00',
      until: '2027-04-20',
      script: [handsIn],
    });
    expect(story.tale('task')).toEqual(['planned', 'opened', 'submitted', 'ended']);
    expect(story.first('submitted')).toMatchObject({ at: '2027-04-14T08:00:00.000Z', actor: 'person:sam' });
    expect(story.tasks[0]).toMatchObject({ stage: 'ended', verdict: 'recorded' });
    expect(story.occurrences[0]).toMatchObject({ state: 'recorded' });
    expect(story.tickets[0]).toMatchObject({ state: 'done' });
    expect(story.tickets[0]?.body).toContain('Sam Okoro did it, 14 Apr · checked by the engine only · on time');
  });

  it.each(KINDS)('returns a close without its evidence after a minute, and takes the next one (%s)', async (kind) => {
    const story = await simulate({
      at: kind,
      programme: unverified,
      from: '2027-04-08T08:00',
      until: '2027-04-20',
      script: [at('2027-04-13T10:00', sam.closes()), at('2027-04-13T12:00', sam.attaches('export.csv'), sam.closes())],
    });
    expect(story.tale('task')).toEqual(['planned', 'opened', 'returned', 'submitted', 'ended']);
    const waited = Date.parse(story.first('returned').at) - Date.parse('2027-04-13T08:00:00Z');
    expect(waited).toBeGreaterThanOrEqual(60_000);
    expect(waited).toBeLessThan(90_000);
    expect(story.tickets[0]?.said.join('\n')).toContain('Reopened, because one thing is missing: **export**');
    expect(story.tickets[0]).toMatchObject({ state: 'done' });
  });

  it('takes a file that comes within the minute after the close', async () => {
    const story = await simulate({
      programme: unverified,
      from: '2027-04-08T08:00',
      until: '2027-04-20',
      script: [
        at('2027-04-13T10:00:00+02:00', sam.closes()),
        at('2027-04-13T10:00:40+02:00', sam.attaches('export.csv')),
      ],
    });
    expect(story.tale('task')).toEqual(['planned', 'opened', 'submitted', 'ended']);
    expect(story.first('submitted').at).toBe('2027-04-13T08:00:40.000Z');
  });

  it('asks the lead at the third close without evidence', async () => {
    const closes = ['10:00', '11:00', '12:00'].map((time) => at(`2027-04-13T${time}`, sam.closes()));
    const story = await simulate({
      programme: unverified,
      from: '2027-04-08T08:00',
      until: '2027-04-14',
      script: closes,
    });
    expect(story.tale('task')).toEqual(['planned', 'opened', 'returned', 'returned', 'returned']);
    expect(story.tickets[0]?.said.at(-1)).toContain('@mara-lindt This was closed three times without export.');
  });

  it('reopens what somebody outside the programme closed, and says so once', async () => {
    const closes = ['10:00', '11:00'].map((time) => at(`2027-04-08T${time}`, stranger.closes()));
    const story = await simulate({
      programme: unverified,
      from: '2027-04-08T08:00',
      until: '2027-04-09',
      script: closes,
    });
    expect(story.tickets[0]).toMatchObject({ state: 'open' });
    expect(story.tickets[0]?.said).toEqual([
      expect.stringContaining('Reopened: whoever closed this is not in the programme'),
    ]);
  });

  it('is submitted by a word as by a close', async () => {
    const script = [
      at('2027-04-14T10:00', sam.says('/evidence export https://wiki.example.com/export'), dana.says('/done')),
    ];
    const story = await simulate({ programme: unverified, from: '2027-04-08T08:00', until: '2027-04-20', script });
    expect(story.first('submitted')).toMatchObject({ actor: 'person:dana' });
    expect(story.tickets[0]).toMatchObject({ state: 'done' });
  });
});

describe('verification', () => {
  it('ends a task when the verifier accepts', async () => {
    const script = [handsIn, at('2027-04-15T10:00', mara.says('/accept'))];
    const story = await simulate({ programme: verified, from: '2027-04-08T08:00', until: '2027-04-20', script });
    expect(story.tale('task')).toEqual(['planned', 'opened', 'submitted', 'verification-asked', 'accepted', 'ended']);
    expect(story.first('accepted')).toMatchObject({ at: '2027-04-15T08:00:00.000Z', actor: 'person:mara' });
    expect(story.occurrences[0]).toMatchObject({ state: 'verified' });
    expect(story.tickets[0]?.said).toHaveLength(3);
  });

  it('is refused to whoever did the work, and to those who are not asked', async () => {
    const script = [handsIn, at('2027-04-15T10:00', sam.says('/accept'), dana.says('/accept'))];
    const story = await simulate({ programme: verified, from: '2027-04-08T08:00', until: '2027-04-16', script });
    expect(story.tasks[0]).toMatchObject({ stage: 'submitted' });
    expect(story.tickets[0]?.said.filter((s) => s.includes('on this ticket Mara Lindt may accept'))).toHaveLength(2);
  });

  it.each(KINDS)('sends a rejected task back, which then is handed in again and verified (%s)', async (kind) => {
    const story = await simulate({
      at: kind,
      programme: verified,
      from: '2027-04-08T08:00',
      until: '2027-04-20',
      script: [
        at('2027-04-12T10:00', sam.attaches('export.csv'), sam.closes()),
        at('2027-04-13T10:00', mara.says('/reject because two of three accounts are missing')),
        at('2027-04-14T10:00', sam.attaches('export-2.csv'), sam.closes()),
        at('2027-04-15T10:00', mara.says('/accept')),
      ],
    });
    const again = ['submitted', 'verification-asked'];
    expect(story.tale('task')).toEqual(['planned', 'opened', ...again, 'rejected', ...again, 'accepted', 'ended']);
    expect(story.tickets[0]?.said.join('\n')).toContain(
      'Mara Lindt did not accept this: `two of three accounts are missing`.',
    );
    expect(story.tasks[0]?.submission?.at).toMatch(/^2027-04-14T08:00:00/);
  });

  it('is chased with the verifier, never missed', async () => {
    const story = await simulate({
      programme: verified,
      from: '2027-04-08T08:00',
      until: '2027-05-10',
      script: [handsIn],
    });
    expect(story.tasks[0]).toMatchObject({ stage: 'submitted', submission: { at: '2027-04-14T08:00:00.000Z' } });
    expect(story.tasks[0]?.missed).toBeUndefined();
    const rungs = story.tasks[0]?.verification?.rungs.filter((r) => r.to.length > 0) ?? [];
    expect(rungs[0]?.to).toEqual([mara.id]);
    expect(rungs.at(-1)?.to).toEqual([elena.id]);
  });
});
