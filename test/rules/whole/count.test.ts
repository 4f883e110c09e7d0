import { describe, expect, it } from '@jest/globals';
import type { Part } from '../../../rules/whole/parts.ts';
import { rules } from '../task/rules.ts';
import { at, endOf } from '../task/terms.ts';
import { closes, down, kinds, lastComment, run, says, step, type World, world } from '../task/world.ts';

const share = { id: 'share', text: { text: 'all' }, file: false, kept: false, counted: true as const };
const part = (name: string, parts: Partial<Part> = {}): Part => ({
  key: name,
  name,
  ended: false,
  out: false,
  ...parts,
});
const done = (name: string, when: string) => part(name, { ended: true, done: at(when) });

/** What three people do, each for themselves; two of them are enough. */
function whole(parts: Part[], due = endOf('04-16')): World {
  const needs = { share: 60, of: ['person', 'people'] as [string, string], unasked: [] };
  const w = world(rules, { terms: { kind: 'campaign', slot: 'ask', evidence: [share], whole: needs, due } });
  w.seen = { parts };
  return run(w, at('04-02 10:00'));
}
const submitted = (w: World) => kinds(w).filter((kind) => kind === 'submitted').length;

describe('what is done in parts', () => {
  it('hands itself in once all are done, as of the one that made the share', () => {
    const w = whole([done('a', '04-01 10:00'), done('b', '04-01 12:00'), part('c')]);
    expect(submitted(w)).toBe(0);
    w.seen = { parts: [done('a', '04-01 10:00'), done('b', '04-01 12:00'), done('c', '04-05 10:00')] };
    run(w, at('04-05 11:00'));
    expect(w.state.submission).toMatchObject({ at: at('04-01 12:00'), items: [{ says: { done: 3, of: 3 } }] });
  });

  it('says in the record who answers for it, and that nobody closed it', () => {
    const w = whole([done('a', '04-01 10:00'), done('b', '04-01 12:00')]);
    expect(w.log.find(({ kind }) => kind === 'submitted')?.actor).toBe(
      'person:sam (handed in by dutybound: enough of its parts are done)',
    );
  });

  it('waits at its due date until each open part was read: what was done by then counts', () => {
    const open = (readAt: string) => part('c', { readAt: at(readAt) });
    const w = whole([done('a', '04-01 10:00'), done('b', '04-01 12:00'), open('04-16 09:00')]);
    run(w, at('04-17 00:00'));
    expect([submitted(w), new Set(w.decision.wakes)]).toEqual([0, new Set(['c'])]);
    w.seen = { parts: [done('a', '04-01 10:00'), done('b', '04-01 12:00'), open('04-17 00:00')] };
    run(w, at('04-17 00:05'));
    expect(w.state.submission).toMatchObject({ items: [{ says: { done: 2, of: 3 } }] });
  });

  it('is not missed before each open part was read at its limit', () => {
    const w = whole([done('a', '04-01 10:00'), part('b'), part('c', { readAt: at('04-30 23:00') })]);
    run(w, at('05-01 00:10'));
    expect([kinds(w).includes('missed'), new Set(w.decision.wakes)]).toEqual([false, new Set(['b', 'c'])]);
    const read = { readAt: at('05-01 00:05') };
    w.seen = { parts: [done('a', '04-01 10:00'), part('b', read), part('c', read)] };
    run(w, at('05-01 00:15'));
    expect(w.state.missed).toMatchObject({ at: endOf('04-30').at });
  });

  it('asks for an unread part by the minute, and by the hour where somebody has to help first', () => {
    const unread = part('c', { readAt: at('04-16 09:00') });
    const waiting = (parts: Part[]) => run(whole(parts), at('04-17 00:00')).decision.wakeAt;
    const enough = [done('a', '04-01 10:00'), done('b', '04-01 12:00')];
    expect(waiting([...enough, unread])).toBe(at('04-17 00:01'));
    expect(waiting([...enough, { ...unread, blocked: true }])).toBe(at('04-17 01:00'));
    expect(waiting([...enough, done('e', '04-01 13:00'), { ...unread, blocked: true }, part('d')])).toBe(
      at('04-17 00:01'),
    );
  });

  describe('at its limit, with a part that was handed in before', () => {
    const read = { readAt: at('05-01 00:05') };
    const waiting = part('b', { ...read, submitted: at('04-28 10:00') });
    const atItsLimit = (parts: Part[]) => {
      const w = whole([done('a', '04-01 10:00'), ...parts]);
      return run(w, at('05-01 00:10'));
    };

    it('waits for the verdict on that, and was in time where it is accepted', () => {
      const w = atItsLimit([waiting, part('c', read)]);
      expect([w.state.missed, w.state.stage]).toEqual([undefined, 'open']);
      expect(w.decision.wakeAt > at('05-01 01:00')).toBe(true);
      w.seen = { parts: [done('a', '04-01 10:00'), done('b', '04-28 10:00'), part('c', read)] };
      run(w, at('05-03 10:00'));
      expect([w.state.missed, w.state.submission?.at]).toEqual([undefined, at('04-28 10:00')]);
    });

    it('is missed as of its limit where that is sent back', () => {
      const w = atItsLimit([waiting, part('c', read)]);
      w.seen = { parts: [done('a', '04-01 10:00'), part('b', { readAt: at('05-03 09:00') }), part('c', read)] };
      run(w, at('05-03 10:00'));
      expect(w.state.missed).toMatchObject({ at: endOf('04-30').at, noticed: at('05-03 10:00') });
    });

    it('says in its ticket what it waits for, and no longer after which day it is missed', () => {
      const w = atItsLimit([waiting, part('c', read)]);
      const ticket = () => JSON.stringify(w.block);
      const waits = 'waits for what was handed in by Fri 30 Apr to be accepted';
      expect([ticket().includes(waits), ticket().includes('it counts as missed')]).toEqual([true, false]);
      expect(kinds(run(w, at('05-02 10:00'))).filter((kind) => kind === 'awaits-verdicts')).toHaveLength(1);
      w.seen = { parts: [done('a', '04-01 10:00'), part('b', { readAt: at('05-03 09:00') }), part('c', read)] };
      run(w, at('05-03 10:00'));
      expect([ticket().includes('missed since 30 Apr'), ticket().includes(waits)]).toEqual([true, false]);
    });

    it('lets a later date lapse that nobody decided: approved while it waits, it moves nothing', () => {
      const w = whole([done('a', '04-01 10:00'), waiting, part('c', read)]);
      says(down(w, at('04-29 10:00')), 'sam', '/extend 2027-05-14 because c is ill');
      run(w, at('05-01 00:10'));
      expect(w.log.find((e) => e.kind === 'extension-lapsed')).toMatchObject({ at: endOf('04-30').at });
      says(down(w, at('05-03 10:00')), 'mara', '/approve');
      step(w);
      expect(lastComment(w)).toContain('a later date had to be approved before 30 April ended');
      expect([w.state.extended, w.state.hardLimit, w.state.missed]).toEqual([[], endOf('04-30'), undefined]);
      w.seen = { parts: [done('a', '04-01 10:00'), part('b', { readAt: at('05-03 09:00') }), part('c', read)] };
      run(w, at('05-04 10:00'));
      expect(w.state.missed).toMatchObject({ at: endOf('04-30').at });
      expect(kinds(w).filter((kind) => kind === 'extension-lapsed')).toHaveLength(1);
    });

    it('gives the later date that was approved before it, however late that is read', () => {
      const w = whole([done('a', '04-01 10:00'), waiting, part('c', read)]);
      says(down(w, at('04-29 10:00')), 'sam', '/extend 2027-05-14 because c is ill');
      says(down(w, at('04-30 10:00')), 'mara', '/approve');
      step(down(w, at('05-03 10:00')));
      expect([w.state.due, kinds(w).includes('extension-lapsed')]).toEqual([endOf('05-14'), false]);
    });

    it('is not unread meanwhile', () => {
      const w = atItsLimit([waiting, part('c', read)]);
      w.reading = 'unread';
      step(w);
      expect(w.state.unread).toBeUndefined();
    });

    it('does not wait for what came too late, or would not be enough', () => {
      const late = part('b', { ...read, submitted: endOf('04-30').at });
      expect(atItsLimit([late, part('c', read)]).state.missed).toBeDefined();
      expect(atItsLimit([waiting, ...['c', 'd', 'e'].map((name) => part(name, read))]).state.missed).toBeDefined();
    });

    it('does not wait once the whole was rejected: it no longer hands itself in', () => {
      const w = whole([done('a', '04-01 10:00'), done('b', '04-01 12:00'), done('c', '04-01 13:00')]);
      says(down(w, at('04-03 10:00')), 'mara', '/reject because two of them read the old one');
      run(w, at('04-05 10:00'));
      w.seen = { parts: [done('a', '04-01 10:00'), waiting, part('c', read)] };
      run(w, at('05-01 00:10'));
      expect(w.state.missed).toBeDefined();
    });
  });

  it('is unread past its limit where its ticket cannot be read, also if enough of its parts are done: it hands itself in there', () => {
    const w = whole([part('a'), part('b'), part('c')]);
    w.reading = 'unread';
    w.seen = {
      parts: [done('a', '04-05 10:00'), done('b', '04-06 10:00'), part('c', { submitted: at('04-07 10:00') })],
    };
    step(down(w, at('05-01 00:10')));
    expect(kinds(w)).toContain('unread');
  });

  it('gives none of its parts a date beyond its own limit: that would be missed with the whole', () => {
    const link = { key: 'k1', display: 'RL-7K2' };
    const w = world(rules, { terms: { partOf: 'k1' } });
    w.seen = { whole: { link, opened: true, ended: false, extended: [], limit: endOf('04-30') } };
    run(w, at('04-10 10:00'));
    says(w, 'sam', '/extend 2027-05-14 because it is long');
    step(w);
    expect(lastComment(w)).toContain('RL-7K2, of which this is a part, counts as missed after 30 April; ask there');
    expect(kinds(w)).not.toContain('extension-asked');
    says(w, 'sam', '/extend 2027-04-30 because it is long');
    step(w);
    expect(kinds(w)).toContain('extension-asked');
  });

  it('is counted by the engine alone: nobody says or shows how far it is', () => {
    const w = whole([part('a'), part('b'), part('c')]);
    says(w, 'sam', '/evidence share everybody did it');
    step(w);
    says(w, 'sam', 'share: none needed, because everybody knows it');
    closes(w, 'sam');
    run(w, at('04-02 12:00'));
    expect([submitted(w), w.state.stage, w.state.returned?.missing]).toEqual([0, 'open', ['share']]);
  });

  it('does not hand itself in again once it was rejected: somebody looks at it, and closes it', () => {
    const all = [done('a', '04-01 10:00'), done('b', '04-01 12:00'), done('c', '04-01 13:00')];
    const w = whole(all);
    expect(w.state.stage).toBe('submitted');
    says(down(w, at('04-03 10:00')), 'mara', '/reject because two of them read the old one');
    run(w, at('04-05 10:00'));
    expect([w.state.stage, submitted(w)]).toEqual(['open', 1]);
    closes(w, 'sam');
    run(w, at('04-05 12:00'));
    expect([w.state.stage, submitted(w)]).toEqual(['submitted', 2]);
  });
});
