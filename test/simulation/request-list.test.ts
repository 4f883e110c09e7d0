import { describe, expect, it } from '@jest/globals';
import { takeIn } from '../../activities/request.ts';
import type { Line } from '../../rules/request/list.ts';
import { type Act, at, elena, mara, priya, sam } from './harness/people.ts';
import { accessReview, isms } from './harness/programme.ts';
import { simulation } from './harness/simulate.ts';

const simulate = simulation();
const programme = isms(accessReview('').replace('first: 2027-04-16', 'first: 2029-04-16'));
const from = '2027-04-05T08:00';
const [USERS, RESTORE, LIST] = ['User export', 'Restore test', 'Stage 2 audit'];

const line = (item: string, owner: string): Line => ({
  id: item.toLowerCase().replace(' ', '-'),
  ...{ item: { text: item }, what: { text: `the ${item.toLowerCase()}` }, named: { text: owner }, owner },
});

/** An auditor's list comes in, due on 16 April. */
const asks: Act = async ({ deps, clock }) => {
  const lines = [line(USERS, 'sam'), line(RESTORE, 'priya')];
  const list = { title: LIST, auditor: 'Certex', due: '2027-04-16', lines, actor: 'person:mara' };
  const { wake } = await takeIn(deps, list, clock.now());
  await deps.wake(wake);
};
const handsIn = (who: typeof sam, item: string) => [who.attaches('proof.txt', '', item), who.closes(item)];

describe('an auditor’s list', () => {
  it('is handed in once each line is accepted; given twice it adds nothing', async () => {
    const script = [
      at('2027-04-06T10:00', asks, asks),
      at('2027-04-08T10:00', ...handsIn(sam, USERS), ...handsIn(priya, RESTORE)),
      at('2027-04-09T10:00', mara.says('/accept', USERS), mara.says('/accept', RESTORE)),
    ];
    const story = await simulate({ programme, from, until: '2027-04-12', script });
    // The lines' tickets open side by side, in any order.
    expect(story.tickets.map((t) => `${t.title} ${t.state}`).sort()).toEqual([
      `${LIST} done`,
      `${LIST}: ${RESTORE} done`,
      `${LIST}: ${USERS} done`,
    ]);
    expect(story.tickets[0]?.body).toContain('✓ **share**: `2 of 2 items (100 %)`');
    expect(story.occurrences).toMatchObject([{ duty: 'request:lists', state: 'recorded' }]);
  });

  it('that was given more time has its lines due then, takes new ones by that date, and none beyond', async () => {
    const [plan, keys] = [line('Network plan', 'sam'), { ...line('Key list', 'priya'), due: '2027-05-07' }];
    const longer: Act = async ({ deps, clock }) => {
      const list = { title: LIST, auditor: 'Certex', actor: 'person:mara' };
      const beyond = { ...list, lines: [{ ...plan, due: '2027-05-18' }] };
      await expect(takeIn(deps, beyond, clock.now())).rejects.toThrow('network-plan: due 2027-05-18 is after the list');
      await deps.wake((await takeIn(deps, { ...list, lines: [plan, keys] }, clock.now())).wake);
    };
    const script = [
      at('2027-04-06T10:00', asks),
      at('2027-04-09T10:00', mara.says('/extend 2027-05-14 because the auditor comes later', LIST)),
      at('2027-04-12T10:00', elena.says('/approve', LIST)),
      at('2027-04-20T10:00', longer),
    ];
    const story = await simulate({ programme, from, until: '2027-04-21', script });
    expect(story.tasks.map((t) => [t.terms.slot, t.due.date])).toEqual([
      ['task', '2027-05-14'],
      ['task/user-export', '2027-05-14'],
      ['task/restore-test', '2027-05-14'],
      ['task/network-plan', '2027-05-14'],
      ['task/key-list', '2027-05-07'],
    ]);
  });

  it('that is finished has a line brought back once the list is, and not before', async () => {
    const script = [
      at('2027-04-06T10:00', asks),
      at('2027-04-08T10:00', ...handsIn(sam, USERS), ...handsIn(priya, RESTORE)),
      at('2027-04-09T10:00', mara.says('/accept', USERS), mara.says('/accept', RESTORE)),
      at('2027-04-12T10:00', mara.says('/reject because it is the wrong system', USERS)),
      at('2027-04-13T10:00', elena.says('/reject because a line is wrong', LIST)),
      at('2027-04-13T11:00', mara.says('/reject because it is the wrong system, still', USERS)),
    ];
    const story = await simulate({ programme, from, until: '2027-04-14', script });
    const line = story.tickets.find((t) => t.title.endsWith(USERS));
    expect(line?.said.filter((text) => text.includes('withdrawn') || text.includes('nothing is left'))).toEqual([]);
    expect(line?.said.join()).toContain('of which this is a part, has ended. Bring that back first, there');
    expect([line?.state, story.tickets[0]?.state]).toEqual(['open', 'open']);
    const revived = story.events.filter(({ kind, stream }) => kind === 'revived' && stream.startsWith('task/'));
    expect(revived.map(({ actor }) => actor)).toEqual(['person:elena', 'person:mara']);
  });

  it('is chased line by line and missed as a whole, once; done later it stays missed', async () => {
    const script = [
      at('2027-04-06T10:00', asks),
      at('2027-04-20T10:00', ...handsIn(sam, USERS)),
      at('2027-04-21T10:00', mara.says('/accept', USERS)),
      at('2027-05-20T10:00', ...handsIn(priya, RESTORE)),
      at('2027-05-21T10:00', mara.says('/accept', RESTORE)),
    ];
    const story = await simulate({ programme, from, until: '2027-05-24', script });
    const onTheDay = story.mails.filter((m) => m.at.startsWith('2027-04-16')).map((m) => `${m.to}: ${m.subject}`);
    expect(onTheDay.sort()).toEqual([
      `dana@example.com: Due: ${LIST}: ${RESTORE}`,
      `dana@example.com: Due: ${LIST}: ${USERS}`,
      `mara@example.com: Due: ${LIST}`,
      `priya@example.com: Due: ${LIST}: ${RESTORE}`,
      `sam@example.com: Due: ${LIST}: ${USERS}`,
    ]);
    expect(story.occurrences).toMatchObject([{ state: 'recorded', missed: { at: '2027-04-30T22:00:00.000Z' } }]);
    expect(story.tasks.map((t) => [t.terms.slot, t.missed !== undefined])).toEqual([
      ['task', true],
      ['task/user-export', false],
      ['task/restore-test', false],
    ]);
    expect(story.nonconformities.map((n) => [n.terms.title, n.grade])).toEqual([
      [{ text: `${LIST} was missed` }, 'minor'],
    ]);
    expect(story.tickets.find((t) => t.title.endsWith(RESTORE))?.said.at(-1)).toContain('34 days late');
  });

  it('whose last line was handed in before its limit waits for the verdict on that', async () => {
    const late = (verdict: string) => [
      at('2027-04-06T10:00', asks),
      at('2027-04-20T10:00', ...handsIn(sam, USERS)),
      at('2027-04-21T10:00', mara.says('/accept', USERS)),
      at('2027-04-28T10:00', ...handsIn(priya, RESTORE)),
      at('2027-05-03T10:00', mara.says(verdict, RESTORE)),
    ];
    const accepted = await simulate({ programme, from, until: '2027-05-05', script: late('/accept') });
    expect(accepted.occurrences).toMatchObject([{ state: 'recorded' }]);
    expect([accepted.tasks[0]?.submission?.at, accepted.occurrences[0]?.missed]).toEqual([
      '2027-04-28T08:00:00.000Z',
      undefined,
    ]);
    expect(accepted.nonconformities).toEqual([]);
    const script = late('/reject because it is of last year');
    const rejected = await simulate({ programme, from, until: '2027-05-05', script });
    expect(rejected.occurrences).toMatchObject([{ state: 'open', missed: { at: '2027-04-30T22:00:00.000Z' } }]);
    expect(rejected.nonconformities).toHaveLength(1);
  });

  it('has lines that are handed over, sent back, given more time, and waived by top management', async () => {
    const script = [
      at('2027-04-06T10:00', asks),
      at('2027-04-07T10:00', sam.assigns('priya-nair', USERS)),
      at('2027-04-08T10:00', ...handsIn(priya, USERS)),
      at('2027-04-08T10:00', priya.says('/extend 2028-04-23 because the restore runs for a year', RESTORE)),
      at('2027-04-08T11:00', priya.says('/extend 2027-04-23 because the restore runs for a week', RESTORE)),
      at('2027-04-09T10:00', mara.says('/reject it is of last year', USERS), mara.says('/approve', RESTORE)),
      at('2027-04-12T10:00', sam.says('/waive because there is no such system any more', USERS)),
      at('2027-04-13T10:00', mara.says('/approve', USERS)),
      at('2027-04-14T10:00', elena.says('/approve', USERS)),
      at('2027-04-22T10:00', ...handsIn(priya, RESTORE)),
      at('2027-04-23T10:00', mara.says('/accept', RESTORE)),
    ];
    const story = await simulate({ programme, from, until: '2027-04-26', script });
    const [whole, users, restore] = story.tasks;
    expect(whole).toMatchObject({ verdict: 'recorded', due: { date: '2027-04-16' } });
    expect(users).toMatchObject({
      assignee: 'priya',
      verdict: 'waived',
      rejections: [{ by: 'mara' }],
      waived: { by: 'elena' },
    });
    expect(restore).toMatchObject({ verdict: 'verified', due: { date: '2027-04-23' }, extended: [{ by: 'mara' }] });
    expect(story.tickets.find((t) => t.title.endsWith(USERS))?.said.join('\n')).toContain(
      '`/approve` was not recorded: on this ticket Elena Costa may approve',
    );
    // 9.1 is demanded, and nothing covers it.
    expect(story.nonconformities.map((n) => n.terms.title)).toEqual([{ text: `${LIST}: ${USERS} was waived` }]);
    expect(story.occurrences).toMatchObject([{ state: 'recorded' }]);
    expect(story.occurrences[0]?.missed).toBeUndefined();
  });
});
