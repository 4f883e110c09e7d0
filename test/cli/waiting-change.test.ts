import { beforeEach, describe, expect, it } from '@jest/globals';
import { dayFrom, duty, isms } from './company.ts';
import type { Desk } from './desk.ts';
import { playedDesk } from './played.ts';
import type { Scene } from './scene.ts';

const today = new Date();
const REVIEW = duty(today);
const UNVERIFIED = REVIEW.replace('verifier: mara', '');
const DUE = `due \\w{3} \\d+ \\w{3} ${dayFrom(today, 14).slice(0, 4)}`;

let here: Desk;
let scene: Scene;
/** The number of the ticket that asks. */
let asking: number;

const say = (duties: string, from = '', to = '') =>
  here.write('isms.yaml', isms({ api: scene.sandbox.apiUrl, duties }).replace(from, to));
const tickets = () => scene.sandbox.store.repositories.flatMap((r) => [...r.tickets.values()]);

async function elenaSays(text: string): Promise<void> {
  scene.set(new Date(Date.parse(scene.now()) + 60_000).toISOString());
  scene.says('elena-costa', asking, text);
  await scene.goesOn();
}

beforeEach(async () => {
  ({ here, scene } = await playedDesk(today.toISOString()));
  say(REVIEW);
  await here.run('apply', '--yes');
  say(UNVERIFIED);
  expect((await here.run('apply', '--yes', '--because', 'nobody has time')).code).toBe(0);
  await scene.goesOn();
  asking = tickets().find((t) => / needs your approval/.test(t.title))?.number ?? 0;
});

describe('preview of what waits for top management already', () => {
  it('says who was asked, where, and until when; nobody is told again, and no purpose is wanted', async () => {
    const { out } = await here.run('preview');
    expect(out).toMatch(/^Programme v2 \(nothing new to apply\)\n/);
    expect(out).toMatch(
      new RegExp(
        `Weaker than before   1   Elena Costa was asked in #${asking}, ${DUE}; the old values stay until then\n`,
      ),
    );
    expect(out).toMatch(/Will be told {9}nobody/);
    const found = JSON.parse((await here.run('preview', '--json')).out);
    expect(found).toMatchObject({
      asked: [],
      told: [],
      unexplained: [],
      waits: { ticket: `#${asking}`, of: ['elena'] },
    });
  });

  it('says who denied it, once it was denied', async () => {
    await elenaSays('/deny because A.5.18 asks for it');
    const { out } = await here.run('preview');
    expect(out).toMatch(
      new RegExp(`Weaker than before   1   Elena Costa denied this in #${asking} on .* \\d{4}; the old values stay\n`),
    );
    expect(out).toMatch(/Will be told {9}nobody/);
  });
});

describe('the ticket that asks top management', () => {
  it('says in words what it is to decide, and where that stands in the file', () => {
    expect(tickets().find((t) => t.number === asking)?.body).toContain(
      'Access review: nobody checks what is handed in any more; until now Mara Lindt did (duties.access-review.verifier)',
    );
  });
});

describe('apply while a weakening waits', () => {
  it('of the same file changes nothing, and says what waits, on whom, in which ticket, and until when', async () => {
    const before = await here.traces();
    const { code, out } = await here.run('apply', '--yes');
    expect([code, out]).toEqual([
      0,
      expect.stringMatching(
        new RegExp(
          `^Programme v2 is this very file already; nothing was changed. Waiting for Elena Costa in #${asking}, ${DUE}: .*verifier`,
        ),
      ),
    ]);
    expect(JSON.parse((await here.run('apply', '--yes', '--json')).out)).toMatchObject({
      version: 2,
      pending: ['duties.access-review.verifier'],
      waits: { ticket: `#${asking}`, of: ['elena'], until: { date: expect.any(String) } },
    });
    expect(await here.traces()).toEqual(before);
  });

  it('of a change that weakens nothing more needs no purpose: the same ticket asks on, and its answer counts', async () => {
    say(UNVERIFIED, 'Sam Okoro', 'Samuel Okoro');
    const { code, out } = await here.run('apply', '--yes');
    expect([code, out]).toEqual([
      0,
      expect.stringMatching(
        new RegExp(
          `^Programme v3 is in force but for what needs top management; .*Elena Costa in #${asking}, ${DUE}: `,
        ),
      ),
    ]);
    await scene.goesOn();
    expect(tickets().filter((t) => /approval/.test(t.title))).toHaveLength(1);
    const { rows } = JSON.parse((await here.run('records', 'programme', '--json')).out);
    expect(rows.map((r: { state: string; because: string }) => [r.state, r.because])).toEqual([
      ['effective', ''],
      ['superseded', 'nobody has time'],
      ['pending', 'nobody has time'],
    ]);
    await elenaSays('/approve');
    expect((await here.run('apply', '--yes')).out).toBe(
      'Programme v3 is this very file and in force already; nothing was changed.',
    );
  });

  it('of one more weakening needs a purpose for that one only, and the ticket has both', async () => {
    say(UNVERIFIED.replace('every: 12 months', 'every: 24 months'));
    const { code, err } = await here.run('apply', '--yes');
    expect(code).toBe(3);
    expect(err).toContain(
      'These changes need top management: Access review: owed every 2 years instead of every year (duties.access-review.every).',
    );
    expect(err).not.toContain('verifier');
    await here.run('apply', '--yes', '--because', 'little changes in a year');
    await scene.goesOn();
    const bodies = tickets()
      .filter((t) => t.state === 'open')
      .map((t) => t.body);
    expect(bodies.join('\n')).toContain('Purpose: nobody has time; little changes in a year.');
  });

  it('once it was denied, of a change that weakens nothing more says who denied it, and needs no purpose', async () => {
    await elenaSays('/deny because A.5.18 asks for it');
    say(UNVERIFIED, 'Sam Okoro', 'Samuel Okoro');
    const { code, out } = await here.run('apply', '--yes');
    expect([code, out]).toEqual([
      0,
      expect.stringMatching(new RegExp(`Elena Costa denied this in #${asking} on .*; the old values stay: `)),
    ]);
  });
});
