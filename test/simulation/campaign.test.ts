import { describe, expect, it } from '@jest/globals';
import { trigger } from '../../activities/openings/trigger.ts';
import { type Act, applies, at, dana, elena, mara, priya, sam } from './harness/people.ts';
import { isms } from './harness/programme.ts';
import { simulation } from './harness/simulate.ts';

const simulate = simulation();
const programme = isms(`
  policy-read:
    kind: campaign
    title: Read the security policy
    ask: Read the security policy, and close this once you have.
    clause: [A.5.1, 7.3]
    process: governance
    owner: priya
    verifier: mara
    every: 12 months
    first: 2027-04-16
    ladder: L2
    expires: 12 months
    share: 80%
    joiner: 14 days
`);
const from = '2027-04-12T08:00';
const own = (who: { closes: (on?: string) => ReturnType<typeof sam.closes> }, name: string) => who.closes(`: ${name}`);
const most = [
  at('2027-04-13T10:00', own(sam, 'Sam Okoro'), own(priya, 'Priya Nair')),
  at('2027-04-13T11:00', own(mara, 'Mara Lindt'), own(dana, 'Dana Roth')),
];
const all = [...most, at('2027-04-13T12:00', own(elena, 'Elena Costa'))];
const accepted = at('2027-04-17T10:00', mara.says('/accept'));

describe('a campaign', () => {
  it('asks each person once, hands itself in when everybody is done, and is verified once, as a whole', async () => {
    const story = await simulate({
      programme,
      from,
      until: '2027-04-16',
      script: [...all, { ...accepted, at: '2027-04-14T10:00' }],
    });
    expect(story.occurrences).toMatchObject([{ state: 'verified' }]);
    const [whole, ...parts] = story.tickets;
    expect(whole?.title).toBe('Read the security policy, 2027');
    expect(parts.map((t) => t.title.replace(/.*: /, '')).sort()).toEqual([
      'Dana Roth',
      'Elena Costa',
      'Mara Lindt',
      'Priya Nair',
      'Sam Okoro',
    ]);
    expect(whole?.body).toContain('✓ **share**: `5 of 5 people (100 %)`');
    expect(whole?.said[0]).toContain('`5 of 5 people (100 %)` on 13 April, on time. Is it right?');
    expect(parts.flatMap((t) => t.said)).toEqual([]);
    expect(story.tickets.every((t) => t.state === 'done')).toBe(true);
    const kept = story.events.filter((e) => e.kind === 'acknowledged');
    expect(kept).toHaveLength(5);
    expect(kept[0]).toMatchObject({
      stream: 'documented/acknowledgement/sam',
      body: { campaign: 'policy-read', period: '2027-04-16', expires: '2028-04-13' },
    });
  });

  it('that reached its share waits for the rest until it is due, names who is missing, and ends without them', async () => {
    const script = [...most, accepted, at('2027-04-15T10:00', sam.closes('Elena Costa'))];
    const early = await simulate({ programme, from, until: '2027-04-16', script });
    expect(early.occurrences).toMatchObject([{ state: 'open' }]);
    expect(early.tickets.find((t) => t.title.endsWith('Elena Costa'))?.said.join()).toContain(
      'Reopened: Sam Okoro cannot do this for Elena Costa',
    );
    const story = await simulate({ programme, from, until: '2027-04-18', script });
    expect(story.occurrences).toMatchObject([{ state: 'verified' }]);
    expect(story.tasks[0]?.submission).toMatchObject({ at: '2027-04-13T09:00:00.000Z', by: 'priya' });
    expect(story.tickets[0]?.body).toContain('`4 of 5 people (80 %); missing: Elena Costa`');
    const left = story.tickets.find((t) => t.title.endsWith('Elena Costa'));
    expect(left).toMatchObject({ state: 'dropped' });
    expect(left?.said.at(-1)).toContain('nothing is left to do here');
    expect(story.events.filter((e) => e.kind === 'acknowledged')).toHaveLength(4);
  });

  it('is not missed for what was done in time and not read yet', async () => {
    const script = [
      ...most.map((line) => ({ ...line, at: '2027-04-30T23:50' })),
      at('2027-05-03T10:00', mara.says('/accept')),
    ];
    const story = await simulate({ programme, from, until: '2027-05-05', script, webhooks: false });
    expect(story.occurrences).toMatchObject([{ state: 'verified' }]);
    expect(story.occurrences[0]).not.toHaveProperty('missed');
    expect(story.tasks[0]?.submission?.at).toBe('2027-04-30T21:50:00.000Z');
    expect(story.nonconformities).toEqual([]);
    expect(story.tickets[0]?.said.join('\n')).toContain('Only share (0 of 5 people (0 %); missing: ');
  });

  it('that never reached it is missed once, naming the open ones; reached later, it is done late', async () => {
    const script = [
      at('2027-04-13T10:00', own(sam, 'Sam Okoro'), own(priya, 'Priya Nair')),
      at('2027-05-05T10:00', own(mara, 'Mara Lindt'), own(dana, 'Dana Roth'), own(elena, 'Elena Costa')),
      at('2027-05-06T10:00', mara.says('/accept')),
    ];
    const story = await simulate({ programme, from, until: '2027-05-08', script });
    expect(story.occurrences).toMatchObject([{ state: 'verified', missed: { at: '2027-04-30T22:00:00.000Z' } }]);
    expect(story.nonconformities).toHaveLength(1);
    const { nature } = story.nonconformities[0]?.terms ?? {};
    expect(nature).toEqual({ text: expect.stringMatching(/2 of 5 were done; open: .*Dana Roth/) });
    expect(story.tale('task', ['missed'])).toEqual(['missed']);
    expect(story.events.filter((e) => e.kind === 'acknowledged')).toHaveLength(5);
  });

  it('drops whoever leaves, comes back to its owner when it is rejected, and asks whoever joins alone', async () => {
    const script = [
      at('2027-04-13T10:00', own(priya, 'Priya Nair'), own(mara, 'Mara Lindt'), own(dana, 'Dana Roth')),
      at('2027-04-14T10:00', own(elena, 'Elena Costa'), applies(programme.replace(/^ {2}sam: .*\n/m, ''))),
      at('2027-04-15T10:00', mara.says('/reject because two of them read the old one')),
      at('2027-04-15T12:00', priya.closes()),
      at('2027-04-16T10:00', mara.says('/accept')),
      at('2027-05-03T10:00', joins('dana')),
      at('2027-05-04T10:00', own(dana, 'Dana Roth')),
    ];
    const story = await simulate({ programme, from, until: '2027-05-06', script });
    expect(story.tickets.find((t) => t.title.endsWith('Sam Okoro'))).toMatchObject({ state: 'dropped' });
    expect(story.tale('task', ['submitted', 'rejected', 'accepted'])).toEqual([
      ...Array(5).fill('submitted'),
      'rejected',
      'submitted',
      'accepted',
      'submitted',
    ]);
    expect(story.tasks[0]?.submission?.items).toMatchObject([{ item: 'share', says: { done: 4, of: 4 } }]);
    expect(story.occurrences).toMatchObject([
      { state: 'verified' },
      { state: 'recorded', subject: 'dana', due: { date: '2027-05-17' } },
    ]);
    expect(story.tickets).toHaveLength(7);
  });

  it('given more time, it has each ticket due then, and no manager hears before; only the whole can be handed over', async () => {
    const [everybody, WHOLE] = [[sam, priya, mara, dana, elena], '2027'];
    const names = ['Sam Okoro', 'Priya Nair', 'Mara Lindt', 'Dana Roth', 'Elena Costa'];
    const script = [
      at('2027-04-13T10:00', sam.says('/extend 2027-04-20 because I am away', ': Sam Okoro')),
      at('2027-04-13T11:00', mara.assigns('dana-roth', ': Sam Okoro')),
      at('2027-04-14T10:00', priya.says('/extend 2027-04-23 because half of us are at the fair', WHOLE)),
      at('2027-04-14T11:00', mara.says('/approve', WHOLE)),
      at('2027-04-14T12:00', mara.assigns('dana-roth', WHOLE)),
      at('2027-04-21T10:00', ...everybody.map((who, i) => own(who, names[i] ?? ''))),
      at('2027-04-22T10:00', mara.says('/accept', WHOLE)),
    ];
    const story = await simulate({ programme, from, until: '2027-04-24', script });
    expect(story.tasks.map(({ due }) => due.date)).toEqual(Array(6).fill('2027-04-23'));
    expect(story.tasks.map(({ extended }) => extended.length)).toEqual([1, 0, 0, 0, 0, 0]);
    expect(story.mails.filter((m) => m.subject.startsWith('Due: ') || m.subject.startsWith('Late: '))).toEqual([]);
    const sams = story.tickets.find((t) => t.title.endsWith('Sam Okoro'));
    expect(sams?.assignees).toEqual(['sam-okoro']);
    expect(sams?.said).toEqual([
      expect.stringContaining('Sam Okoro asks for 20 April instead of 16 April'),
      'This stays with Sam Okoro: everybody does their own.',
      expect.stringMatching(/^Now due on 23 April instead of 16 April, as PR-\w+ is, of which this is a part\.$/),
      expect.stringContaining('Sam, this is due on Friday, 23 April.'),
    ]);
    expect(story.tasks[0]).toMatchObject({ assignee: 'dana', verdict: 'verified', hardLimit: { date: '2027-05-07' } });
    expect(story.tickets[0]?.said.at(-1)).toContain('on time');
  });

  it('waived, it takes its open tickets with it; nothing is on record', async () => {
    const script = [
      at('2027-04-13T10:00', priya.says('/waive because the policy is being replaced')),
      at('2027-04-14T10:00', mara.says('/approve')),
    ];
    const story = await simulate({ programme, at: 'jira', from, until: '2027-04-15', script });
    expect(story.occurrences).toMatchObject([{ state: 'waived' }]);
    expect(story.tickets.every((t) => t.state === 'dropped')).toBe(true);
    expect(story.tickets.map((t) => t.parent)).toEqual([undefined, ...Array(5).fill('Read the security policy, 2027')]);
    expect(story.tale('documented')).toEqual([]);
  });
});

/** `trigger policy-read --subject PERSON`. */
function joins(subject: string): Act {
  return async ({ deps, clock }) => {
    const asked = { duty: 'policy-read', subject, because: 'joined today', actor: 'hr@host' };
    await deps.wake([await trigger(deps.register, asked, clock.now())]);
  };
}
