import { describe, expect, it } from '@jest/globals';
import { blockedLine } from '../../activities/status/blocked.ts';
import { nonconformityLine, taskLine } from '../../activities/status/line.ts';
import { isMoot } from '../../rules/moot.ts';
import type { Part } from '../../rules/whole/parts.ts';
import { organisation, summer, endOf as theEndOf } from '../rules/nonconformity/fixture.ts';
import { Story } from '../rules/nonconformity/story.ts';
import { rules } from '../rules/task/rules.ts';
import { at, endOf } from '../rules/task/terms.ts';
import { down, kinds, run, says, step, type World, world } from '../rules/task/world.ts';

const lineOf = ({ state }: World) =>
  blockedLine(taskLine({ key: 'k7', state } as Parameters<typeof taskLine>[0]), state);
const lineOfStory = ({ state }: Story) =>
  blockedLine(nonconformityLine({ key: 'nc1', state } as Parameters<typeof nonconformityLine>[0]), state);
const weekly = ({ notices }: World) => notices.flatMap((n) => (n.chase?.asks === 'reading' ? [n.chase] : []));

describe('a deadline that passed unread is no longer what blocks', () => {
  it('once a later date that was approved in time was read', () => {
    const w = run(world(rules), at('04-28 10:00'));
    says(w, 'sam', '/extend 2027-05-14 because the export job is broken');
    step(w);
    w.reading = 'unread';
    says(down(w, at('04-29 10:00')), 'mara', '/approve');
    run(w, at('05-01 00:10'));
    expect(lineOf(w)).toMatchObject([
      { why: expect.stringContaining('no verdict before it is'), since: endOf('04-30').at },
    ]);
    w.reading = 'read';
    step(down(w, at('05-08 10:00')));
    expect([w.state.due, w.state.missed]).toEqual([endOf('05-14'), undefined]);
    expect([lineOf(w), weekly(w).map((chase) => isMoot(chase, w.state))]).toEqual([[], [true]]);
    w.reading = 'unread';
    run(w, at('05-29 00:10'));
    expect(lineOf(w)).toMatchObject([{ since: endOf('05-28').at }]);
  });

  it('once the parts were read that a whole hangs on, though their verdicts are to come', () => {
    const part = (key: string, parts: Partial<Part> = {}): Part => ({
      key,
      name: key,
      ended: false,
      out: false,
      ...parts,
    });
    const share = { id: 'share', text: { text: 'all' }, file: false, kept: false, counted: true as const };
    const whole = { share: 100, of: ['item', 'items'] as [string, string], unasked: [] };
    const w = world(rules, { terms: { kind: 'evidence-request', slot: 'list', evidence: [share], whole } });
    const parts = (b: Partial<Part>) => [part('a', { ended: true, done: at('04-10 10:00') }), part('b', b)];
    w.seen = { parts: parts({ readAt: at('04-28 09:00') }) };
    run(w, at('05-01 02:00'));
    expect(lineOf(w)).toHaveLength(1);
    w.seen = { parts: parts({ readAt: at('05-01 02:05'), submitted: at('04-28 10:00') }) };
    run(w, at('05-01 02:10'));
    expect([w.state.stage, w.state.missed, w.state.unread]).toEqual(['open', undefined, undefined]);
    expect([lineOf(w), weekly(w).map((chase) => isMoot(chase, w.state))]).toEqual([[], [true]]);
    run(w, at('05-03 10:00'));
    expect(kinds(w).filter((kind) => kind === 'awaits-verdicts')).toHaveLength(1);
  });

  it('of a nonconformity, once a later one that was approved in time was read; noticed late after that, it does not say that it was unread', () => {
    const deadline = theEndOf('2027-07-05').at;
    const story = new Story(organisation(), summer('2027-04-06 09:00'));
    story.say('priya', summer('2027-07-01 10:00'), '/extend 2027-07-30 because the HR system is replaced in July');
    story.step(summer('2027-07-01 10:01'));
    story.say('mara', summer('2027-07-05 10:00'), '/approve');
    story.step(deadline, { unread: 'unreachable' });
    expect(lineOfStory(story)).toMatchObject([{ since: deadline }]);
    story.step(summer('2027-07-08 09:00'));
    expect([story.state.clocks.resolve, lineOfStory(story)]).toEqual([theEndOf('2027-07-30'), []]);
    story.step(summer('2027-08-02 09:00'));
    expect(story.said().at(-1)).toContain('The engine was down; this was noticed on 2 August');
  });
});
