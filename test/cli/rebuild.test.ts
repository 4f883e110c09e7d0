import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { duty } from './company.ts';
import type { Desk } from './desk.ts';
import { playedDesk } from './played.ts';
import type { Scene } from './scene.ts';

let here: Desk;
let scene: Scene;
beforeEach(async () => {
  ({ here, scene } = await playedDesk(new Date().toISOString()));
  await scene.apply(duty(new Date()));
  await scene.settle();
});

function tamper(...statements: string[]): void {
  const database = new DatabaseSync(join(here.folder, '.dutybound/register.sqlite'));
  for (const statement of statements) database.exec(statement);
  database.close();
}

describe('register rebuild', () => {
  it('mends what verify found, says what, and tells of it in the log', async () => {
    tamper(
      "update task set assignee = 'ford'",
      "update occurrence set due = '2030'",
      "insert into documented (key, stream_version, folded, updated) values ('risk/R-1', 1, '{}', '')",
    );
    const broken = await here.run('verify');
    expect([broken.code, broken.out]).toEqual([
      1,
      expect.stringContaining('dutybound register rebuild makes the tables follow it'),
    ]);
    const { code, out } = await here.run('register', 'rebuild', '--as', 'mara');
    expect(code).toBe(0);
    expect(out).toMatch(
      /^mended occurrence \S+\.due\nmended task \S+\.assignee\nmended documented risk\/R-1\n2 records from \d+ events\. 3 places differed; the log tells of it\.$/,
    );
    expect((await here.run('verify')).code).toBe(0);
    const [told] = await scene.deps.register.events({ newestFirst: true, limit: 1 });
    expect(told).toMatchObject({
      kind: 'rebuilt',
      actor: expect.stringMatching(/^person:mara/),
      body: { differed: 3 },
    });
    expect((await here.run('register', 'rebuild')).out).toMatch(/Nothing differed\.$/);
    const json = JSON.parse((await here.run('register', 'rebuild', '--json')).out);
    expect(json).toMatchObject({ records: 2, differing: [], differed: 0 });
  });

  it('refuses a damaged log, which it would hide, and a stranger', async () => {
    tamper("update task set assignee = 'ford'", "update chain_head set hash = 'f'");
    const { code, err } = await here.run('register', 'rebuild');
    expect([code, err]).toEqual([
      1,
      expect.stringMatching(/^The log itself is damaged: chain_head hash: .*Nothing was changed\. Restore a backup/),
    ]);
    expect((await scene.deps.register.rows('task', {}, { limit: 1 }))[0]?.columns.assignee).toBe('ford');
    expect((await here.run('verify')).out).toContain('Restore a backup');
    expect((await here.run('register', 'rebuild', '--as', 'ford')).err).toContain('--as: nobody is called "ford"');
  });
});
