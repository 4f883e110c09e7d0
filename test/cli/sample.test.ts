import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dayFrom } from './company.ts';
import { type Desk, desk } from './desk.ts';
import { type Scene, setScene } from './scene.ts';

const now = new Date();
const REVIEW = `
  access-review:
    kind: evidence-request
    title: Access review
    ask: Check who can reach production.
    clause: A.5.18
    process: access
    owner: sam
    first: ${dayFrom(now, 300)}
    ladder: L2
    sample: 2
    evidence: { export: { text: users and roles, max_age: 14 days } }`;

let here: Desk;
let scene: Scene;

beforeAll(async () => {
  here = desk();
  await here.run('init', '--yes');
  scene = await setScene(join(here.folder, '.dutybound'), now.toISOString());
  await scene.apply(REVIEW);
});
afterAll(async () => {
  await scene.close();
  here.end();
});

const drawnInTicket = () => {
  const all = scene.sandbox.store.repositories.flatMap((r) => [...r.tickets.values()]);
  return all.find((t) => t.title.includes('Access review'))?.body ?? '';
};

describe('sample', () => {
  it('reads a list with semicolons, and says what is wrong with one that is no table', async () => {
    here.write('semicolons.csv', 'who;year\np1;2027\np2;2028\n');
    const { out } = await here.run('sample', 'semicolons.csv', '--of', 'who', '--where', 'year=2028', '--seed', '1');
    expect(out).toContain('Drawn from semicolons.csv: 1 of 1 by who');
    expect(out).toMatch(/Source: semicolons\.csv, sha256 [0-9a-f]{64} · filter: year=2028 · 1 line$/m);
    here.write('ragged.csv', 'who,year\np1,2027,x\n');
    expect((await here.run('sample', 'ragged.csv', '--seed', '1')).err).toContain('ragged.csv is no CSV with a header');
  });

  it('draws the same with the same seed, whatever the order of the list, and says from how many', async () => {
    const people = Array.from({ length: 40 }, (_, i) => `p${i},2027`);
    here.write('leavers.csv', `who,year\n${people.join('\n')}\n`);
    here.write('turned.csv', `who,year\n${people.reverse().join('\n')}\n`);
    const draw = async (file: string, seed: string, size = '3') => {
      const { out } = await here.run('sample', file, '--of', 'who', '--seed', seed, '--size', size, '--json');
      return JSON.parse(out) as { drawn: string[]; among: number };
    };
    const first = await draw('leavers.csv', '7');
    expect(first).toMatchObject({ among: 40, drawn: expect.any(Array) });
    expect(first.drawn).toHaveLength(3);
    expect((await draw('turned.csv', '7')).drawn).toEqual(first.drawn);
    expect((await draw('leavers.csv', '8')).drawn).not.toEqual(first.drawn);
    expect((await draw('leavers.csv', '7', '5')).drawn.slice(0, 3)).toEqual(first.drawn);
  });

  it('is what a duty draws for its ticket', async () => {
    await here.run('trigger', 'access-review', '--because', 'spot `check` @sam-okoro', '--as', 'mara');
    await scene.goesOn();
    expect(drawnInTicket()).toContain("Asked for beside its interval by Mara Lindt: `spot 'check' @\u200bsam-okoro`.");
    const line = /Drawn for this, 2 of 4: (.*) \(seed (\w+)\)/.exec(drawnInTicket());
    const { out } = await here.run(
      'sample',
      'people',
      '--of',
      'person',
      '--seed',
      line?.[2] ?? '',
      '--size',
      '2',
      '--json',
    );
    const { rows } = JSON.parse(out) as { rows: { name: string }[] };
    expect(line?.[1]).toBe(rows.map((row) => row.name).join(', '));
  });

  it('draws people with what they acknowledged, also who has nothing; unknown tables and columns are refused', async () => {
    const { out } = await here.run('sample', 'people', '--of', 'person', '--seed', '1', '--size', '3');
    expect(out).toContain('Drawn from people: 3 of 4 by person');
    expect(out).toMatch(/ · Source: .* · filter: all · 3 lines · events 1 to \d+, head [0-9a-f]{12} · times in /);
    const some = ['--where', 'person=sam', '--where', 'person=sam', '--json'];
    expect(JSON.parse((await here.run('sample', 'people', '--seed', '1', ...some)).out)).toMatchObject({
      filter: 'person=sam and person=sam',
      source: expect.stringMatching(/./),
      through: { sequence: expect.any(Number), hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    expect((await here.run('sample', 'peeple', '--seed', '1')).err).toContain('there are: ledger');
    expect((await here.run('sample', 'people', '--of', 'shoe', '--seed', '1')).err).toContain('has no column shoe');
    expect((await here.run('sample', 'people', '--seed', '1', '--where', 'shoe')).err).toContain('COLUMN=VALUE');
  });
});
