import { describe, expect, it } from '@jest/globals';
import { dayFrom } from './company.ts';
import type { Desk } from './desk.ts';
import { eachIn } from './each.ts';

const NOW = new Date();
const inDays = (days: number) => dayFrom(NOW, days);
const REVIEW = `
  review: { kind: management-review, title: Management review, ask: Review., clause: [9.3, 10.1], process: access, owner: mara, first: 2097-05-14 }`;
const TABLE = `action;text;owner;due;decided;from;state;closed
2026-4;Tidy the shelf;sam;${inDays(30)};${inDays(-90)};Management review 2026;;
2026-5;write the plan down;Mara Lindt;${inDays(-20)};${inDays(-90)};Management review 2026;;
2026-3;Lock the door;Jana Klein;${inDays(-60)};${inDays(-90)};Management review 2026;done;${inDays(-70)}
`;

const place = eachIn(REVIEW);
const bring = (...more: string[]) => {
  place.here.write('a.csv', TABLE);
  return place.here.run('import', 'actions', 'a.csv', '--as', 'mara', ...more);
};
const sequence = async () => (await place.scene.deps.register.head()).sequence;
const rowsAt = async (here: Desk) => JSON.parse((await here.run('records', 'action', '--json')).out).rows;
const ticket = (title: string) =>
  [...(place.scene.sandbox.store.repositories[0]?.tickets.values() ?? [])].find((t) => t.title.startsWith(title));

describe('import actions', () => {
  it('says first what it leads to, and writes nothing without a yes', async () => {
    place.here.write('a.csv', TABLE);
    const before = await sequence();
    expect((await place.here.run('import', 'actions', 'a.csv')).err).toContain('--as is missing');
    const { code, err } = await bring();
    expect(code).toBe(3);
    expect(err).toMatch(/2 tickets will open:\n {2}2026-4 \u201cTidy the shelf\u201d \(Sam Okoro\): by /);
    expect(err).toMatch(/2026-5 \u201cwrite the plan down\u201d \(Mara Lindt\): was to be done by .*; asked for by /);
    expect(err).not.toContain('2026-3');
    expect(await sequence()).toBe(before);
  });

  it('with a yes each open one has its ticket, is followed to its closing, and keeps the day on which it was due', async () => {
    const { out } = await bring('--yes');
    expect(out).toMatch(/^3 lines of a\.csv: 6 events recorded; 2 tickets open when dutybound up runs\.$/);
    const tasks = await place.scene.deps.register.rows('task', {}, { limit: 9 });
    expect(tasks.map(({ hints }) => hints.wake_at)).toEqual([expect.any(String), expect.any(String)]);
    await place.scene.goesOn();
    const tidy = ticket('2026-4: Tidy the shelf');
    expect(tidy?.assignees.map(({ login }) => login)).toEqual(['sam-okoro']);
    expect(tidy?.body).toContain('It was decided before in Management review 2026; Mara Lindt brought it along.');
    expect(tidy?.body).toContain('ISO/IEC 27001 9.3, 10.1');
    expect(ticket('2026-3')).toBeUndefined();
    place.scene.says('sam-okoro', tidy?.number ?? 0, '/evidence proof it is tidy');
    place.scene.sandbox.act.close('sam-okoro', 'example/isms', tidy?.number ?? 0, 'completed');
    await place.scene.settle();
    place.scene.says('mara-lindt', tidy?.number ?? 0, '/accept');
    await place.scene.settle();
    expect(await rowsAt(place.here)).toMatchObject([
      { action: '2026-3', state: 'done', late: false },
      { action: '2026-4', from: 'Management review 2026', decided: inDays(-90), state: 'done' },
      { action: '2026-5', owner: 'mara', due: inDays(-20), state: 'open' },
    ]);
    for (const { brought_along } of await rowsAt(place.here))
      expect(brought_along).toMatch(/^a\.csv, sha256 [0-9a-f]{64}, by person:mara/);
    expect((await place.here.run('verify')).code).toBe(0);
  });

  it('the same file again, and the table that records writes, add nothing', async () => {
    await bring('--yes');
    const before = await sequence();
    const again = await bring('--json');
    expect(JSON.parse(again.out)).toEqual({ lines: 3, recorded: 0 });
    place.here.write('written.csv', (await place.here.run('records', 'action', '--csv')).out);
    const written = await place.here.run('import', 'actions', 'written.csv', '--as', 'mara', '--json');
    expect({ ...JSON.parse(written.out), err: written.err }).toEqual({ lines: 3, recorded: 0, err: '' });
    expect(await sequence()).toBe(before);
  });

  it('what the bringer does themselves somebody else verifies', async () => {
    await bring('--yes');
    await place.scene.goesOn();
    const own = ticket('2026-5')?.number ?? 0;
    place.scene.says('mara-lindt', own, '/evidence proof it is written');
    place.scene.sandbox.act.close('mara-lindt', 'example/isms', own, 'completed');
    await place.scene.settle();
    place.scene.says('mara-lindt', own, '/accept');
    await place.scene.settle();
    expect((await rowsAt(place.here)).at(-1)).toMatchObject({ action: '2026-5', state: 'open' });
    place.scene.says('elena-costa', own, '/accept');
    await place.scene.settle();
    expect((await rowsAt(place.here)).at(-1)).toMatchObject({ action: '2026-5', state: 'done', late: true });
  });
});
