import { describe, expect, it } from '@jest/globals';
import { rules } from './rules.ts';
import { at } from './terms.ts';
import { handsIn, heard, kinds, lastComment, reopens, run, type World, world } from './world.ts';

const link = (display: string, number: string) => ({
  key: display,
  display,
  number,
  url: `https://git.example.com/isms/${number.slice(1)}`,
});
const whole = { link: link('ER-4', '#230'), opened: true };

/** Handed in and verified. */
function verified(terms: NonNullable<Parameters<typeof world>[1]>['terms'] = {}, seen: World['seen'] = {}): World {
  const w = world(rules, { terms });
  Object.assign(w.seen, seen);
  run(w, at('04-05 10:00'));
  handsIn(w);
  run(w, at('04-08 11:00'));
  heard(w, 'mara', '/accept');
  expect(w.state.verdict).toBe('verified');
  return w;
}

/** @returns what happened since, but for answers. */
function rejected(w: World): string[] {
  const before = w.log.length;
  heard(w, 'mara', '/reject because a contractor kept access');
  return kinds(w, before).filter((kind) => !['answered', 'told'].includes(kind));
}

describe('reject of an action whose nonconformity is closed', () => {
  const closed = () => {
    const w = verified({ kind: 'action' });
    w.seen = { closed: link('NC-2027-014', '#12') };
    return w;
  };

  it('brings nothing back, and says how it is raised that it has happened again', () => {
    const w = closed();
    expect(rejected(w)).toEqual([]);
    expect(w.state.verdict).toBe('verified');
    expect(lastComment(w)).toBe(
      '/reject was not recorded: NC-2027-014 (#12) is closed, and a closed nonconformity is never reopened. ' +
        'If it has happened again, tell Mara Lindt, who can raise a new one that names it: dutybound nc raise --recurrence-of NC-2027-014.',
    );
  });

  it('is offered neither by help nor by the reply to somebody who reopens it by hand', () => {
    const w = closed();
    expect(heard(w, 'sam', '/help')).toMatch(
      /^This is finished, and no word changes it. NC-2027-014 \(#12\) is closed/,
    );
    reopens(w, 'sam');
    run(w, at('04-10 10:00'));
    expect(lastComment(w)).toMatch(/^This is recorded as finished, so it was closed again. NC-2027-014 \(#12\)/);
  });

  it('brings it back while the nonconformity is open', () => {
    expect(rejected(verified({ kind: 'action' }))).toEqual(['revived', 'rejected']);
  });
});

describe('reject of a part', () => {
  const part = () => verified({ partOf: 'k4' }, { whole: { ...whole, ended: false, extended: [] } });

  it('whose whole has ended brings nothing back: it names the whole', () => {
    const w = part();
    w.seen = { whole: { ...whole, ended: true, extended: [] } };
    expect(rejected(w)).toEqual([]);
    expect(lastComment(w)).toBe(
      '/reject was not recorded: ER-4 (#230), of which this is a part, has ended. Bring that back first, there: /reject because ….',
    );
  });

  it('brings it back while the whole is open', () => {
    expect(rejected(part())).toEqual(['revived', 'rejected']);
  });

  it('that waits to be verified sends it back, also where its whole has ended', () => {
    const w = world(rules, { terms: { partOf: 'k4' } });
    run(w, at('04-05 10:00'));
    handsIn(w);
    run(w, at('04-08 11:00'));
    w.seen = { whole: { ...whole, ended: true, extended: [] } };
    expect(rejected(w)[0]).toBe('rejected');
  });

  it('that somebody did who has left, but others can do, brings it back', () => {
    const w = verified({ partOf: 'k4' }, { whole: { ...whole, ended: false, extended: [] } });
    w.org = {
      ...w.org,
      programme: { ...w.org.programme, people: w.org.programme.people.filter(({ id }) => id !== 'sam') },
    };
    expect(rejected(w)).toEqual(['revived', 'rejected']);
  });

  it('that was for somebody who has left brings nothing back', () => {
    const w = verified({ partOf: 'k4', personal: true }, { whole: { ...whole, ended: false, extended: [] } });
    w.org = {
      ...w.org,
      programme: { ...w.org.programme, people: w.org.programme.people.filter(({ id }) => id !== 'sam') },
    };
    expect(rejected(w)).toEqual([]);
    expect(lastComment(w)).toContain('has left the programme, and nobody else can do this.');
  });
});
