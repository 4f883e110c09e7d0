import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TaskState } from '../../rules/task/state.ts';
import { plusMs } from '../../rules/time.ts';
import { dayFrom, REPO } from './company.ts';
import { type Desk, desk } from './desk.ts';
import { type Scene, setScene } from './scene.ts';

const now = new Date();
const day = (n: number) => dayFrom(now, n);
const REVIEW = `
  access-review:
    kind: evidence-request
    title: Access review
    ask: Check who can reach production.
    clause: A.5.18
    process: access
    owner: sam
    verifier: priya
    first: ${dayFrom(now, 300)}
    ladder: L2
    sample: 2
    evidence: { export: { text: users and roles, max_age: 14 days } }`;

const LIST = `Item,Owner,Clause,What,Due,Max age
User export,sam@example.com,A.5.18,all users of production with their roles,${day(8)},14
Restore test,Priya Nair,A.8.13,log of the last restore,,
Network plan,J. Weber,A.8.20,the plan that is in force,,
`;

let here: Desk;
let scene: Scene;

beforeAll(async () => {
  here = desk();
  await here.run('init', '--yes');
  scene = await setScene(join(here.folder, '.dutybound'), now.toISOString());
  await scene.apply(REVIEW);
  here.write('list.csv', LIST);
});
afterAll(async () => {
  await scene.close();
  here.end();
});

const request = (...more: string[]) =>
  here.run('request', 'list.csv', '--title', 'Stage 2 audit', '--auditor', 'Certex', '--due', day(18), ...more);
const ticket = (words: string) => {
  const all = scene.sandbox.store.repositories.flatMap((r) => [...r.tickets.values()]);
  const found = all.find((t) => t.title.includes(words));
  if (!found) throw new Error(`no ticket "${words}" among ${all.map((t) => t.title).join(', ')}`);
  return found;
};
const count = () => scene.sandbox.store.repositories.flatMap((r) => [...r.tickets.values()]).length;

const pass = (ms: number) => scene.set(plusMs(scene.now(), ms));
const tasks = async () =>
  (await scene.deps.register.loadRows<TaskState>('task', {}, { limit: 50 })).map((t) => t.state);
const taskOf = async (words: string) =>
  (await tasks()).find(({ terms }) => 'text' in terms.title && terms.title.text.endsWith(words));
const dueOf = async (words: string) => (await taskOf(words))?.due.date;
const partsOf = async (words: string) => {
  const whole = (await taskOf(words))?.terms.key;
  return (await tasks()).filter(({ terms }) => terms.partOf === whole).length;
};

describe('request', () => {
  it('refuses a list with every mistake at once, and opens nothing', async () => {
    here.write('bad.csv', 'item,what,due,age\nA,x,soon,\n');
    here.write('worse.csv', 'item,what,due,clause,max age\nA,x,soon,A.18.2.3,old\na,,,,\n');
    const bad = await here.run('request', 'bad.csv', '--title', 'x');
    expect(bad.code).toBe(1);
    expect(bad.err).toContain('bad.csv:1  no such column: "age"');
    const worse = await here.run('request', 'worse.csv', '--title', 'x');
    here.write('twice.csv', 'item,what,Max age,max_age,what\nA,x,1,2,y\n');
    expect((await here.run('request', 'twice.csv', '--title', 'x')).err.split('\n')).toEqual([
      'twice.csv:1  what: this column stands there twice',
      'twice.csv:1  max age: this column stands there twice',
      'Nothing was opened.',
    ]);
    for (const part of [
      'worse.csv:2  clause: found A.18.2.3; allowed: a clause or control of ISO/IEC 27001:2022, such as A.5.18; A.18.2.3 is A.5.36 and A.8.8 now',
      'worse.csv:2  due',
      'worse.csv:2  max age',
      'worse.csv:3  item',
      'worse.csv:3  what',
    ])
      expect(worse.err).toContain(part);
    expect((await here.run('request', 'list.csv')).err).toContain('--duty, or --title');
    expect((await here.run('request', 'list.csv', '--title', 'x', '--due', '2027-02-31')).err).toContain(
      '--due: found "2027-02-31"',
    );
    expect((await here.run('request', 'list.csv', '--duty', 'nothing')).err).toContain('there are: access-review');
    await scene.goesOn();
    expect(count()).toBe(0);
  });

  it('refuses a day that has passed, of the list and of each line, and a line after its list', async () => {
    here.write('year.csv', `item,what,due\nA,x,${day(-365)}\nB,y,${day(30)}\nC,z,\nD,z,${day(0)}\n`);
    const listed = (...due: string[]) => here.run('request', 'year.csv', '--title', 'Year', ...due);
    const late = await listed('--due', day(-1));
    expect(late.code).toBe(1);
    expect(late.err.split('\n').slice(0, 2)).toEqual([
      `--due: found ${day(-1)}, which has passed; allowed: today, ${day(0)}, or later`,
      `year.csv:2  due: found ${day(-365)}, which has passed; allowed: today, ${day(0)}, or later`,
    ]);
    const after = `year.csv:3  due: found ${day(30)}, which is after the list’s; allowed: today, ${day(0)}, to the list’s, `;
    expect((await listed('--due', day(20))).err).toContain(`${after}${day(20)}; or a later --due for the list`);
    // Without a date the list has two weeks.
    expect((await listed()).err).toContain(after);
    await scene.goesOn();
    expect(count()).toBe(0);
  });

  it('says of an item why it cannot be told from another one', async () => {
    const long = 'Everybody who can reach production, and since when,';
    here.write('alike.csv', `item;what\n${long} at AWS;x\n${long} at Azure;x\nПлан;x\nRestore;x\nrestore;x\n`);
    const { err } = await here.run('request', 'alike.csv', '--title', 'x');
    expect(err.split('\n').slice(0, 3)).toEqual([
      'alike.csv:3  item: is everybody-who-can-reach-production-and-s for short, as line 2 is; allowed: items that differ in that',
      'alike.csv:4  item: found План; allowed: a short name with Latin letters or digits',
      'alike.csv:6  item: stands in line 5 already; allowed: each item once',
    ]);
  });

  it('opens a ticket for each line, below one for the list; whoever is unknown is blocked, with the lead', async () => {
    const { out, code } = await request();
    expect(code).toBe(0);
    expect(out).toContain('Stage 2 audit: 3 items are asked for.');
    expect(out).toContain('! Network plan: the programme knows nobody called "J. Weber"');
    await scene.goesOn();
    expect(count()).toBe(4);
    const whole = ticket('Stage 2 audit');
    expect(whole.title).toBe('Stage 2 audit');
    expect(ticket('User export')).toMatchObject({ assignees: [{ login: 'sam-okoro' }] });
    expect(ticket('User export').body).toContain(
      '○ **user-export**: all users of production with their roles, at most 14 days old',
    );
    expect(await dueOf('Restore test')).toBe(day(18));
    expect(await dueOf('User export')).toBe(day(8));
    expect(await partsOf('Stage 2 audit')).toBe(3);
    expect(ticket('Network plan')).toMatchObject({ assignees: [{ login: 'mara-lindt' }] });
    const status = JSON.parse((await here.run('status', '--json')).out) as {
      blocked: { title: string; why: string }[];
    };
    expect(status.blocked).toMatchObject([
      { title: 'Stage 2 audit: Network plan', why: expect.stringContaining('J. Weber') },
    ]);
    const text = (await here.run('status')).out;
    expect(text).toMatch(/J\. Weber.*\n +assign somebody in its ticket$/m);
  });

  it('is shown by its items, each with its ticket and how it stands', async () => {
    const { rows } = JSON.parse((await here.run('records', 'request', '--json')).out);
    expect(rows).toMatchObject([
      {
        title: 'Stage 2 audit',
        item: 'User export',
        owner: 'sam',
        ticket: expect.stringMatching(/^#\d$/),
        state: 'open',
      },
      { item: 'Restore test' },
      { item: 'Network plan', named: 'J. Weber' },
    ]);
    expect(Object.keys(rows[0])).not.toContain('occurrence');
  });

  it('adds nothing when the same list comes again, and only what is new of a longer one', async () => {
    await scene.apply(`${REVIEW}\nopen_at_once: 2`);
    expect((await request()).out).toContain('Nothing new');
    await scene.goesOn();
    expect(count()).toBe(4);
    here.write('list.csv', `${LIST}Asset list,mara,A.5.9,the assets with their owners,,\n`);
    expect((await request()).out).toContain('1 item is asked for');
    await scene.goesOn();
    expect(count()).toBe(5);
    expect(await partsOf('Stage 2 audit')).toBe(4);
    here.write('list.csv', `${LIST}One,mara,A.5.9,x,,\nTwo,mara,A.5.9,x,,\nThree,mara,A.5.9,x,,\n`);
    expect((await request()).err).toContain(
      'list.csv: 3 tickets would open at once; without consent at most 2. Agree with --yes.',
    );
    expect(await partsOf('Stage 2 audit')).toBe(4);
  });

  it('sends back what states a date too long ago; without a date it counts, and the record says so', async () => {
    const { act } = scene.sandbox;
    const { number } = ticket('User export');
    act.attach('sam-okoro', REPO, number, `users-${day(-40)}.csv`, Buffer.from('a,b'), 'user-export');
    act.close('sam-okoro', REPO, number, 'completed');
    await scene.goesOn();
    pass(300_000);
    await scene.goesOn();
    expect(ticket('User export')).toMatchObject({ state: 'open' });
    const said = () => [...ticket('User export').comments].map((c) => c.body).join('\n');
    expect(said()).toContain('(what was handed in is older than 14 days)');
    act.attach(
      'sam-okoro',
      REPO,
      number,
      `users-${day(-1).replaceAll('-', '')}.csv`,
      Buffer.from('a,b,c'),
      'user-export',
    );
    act.close('sam-okoro', REPO, number, 'completed');
    pass(300_000);
    await scene.goesOn();
    expect(ticket('User export').body).toMatch(new RegExp(`users-\\d{8}\\.csv\`, linked .*, of ${day(-1)}`));
  });

  it('hands the list in once every line is accepted, and ends it', async () => {
    const { act } = scene.sandbox;
    act.unassign('mara-lindt', REPO, ticket('Network plan').number, 'mara-lindt');
    act.assign('mara-lindt', REPO, ticket('Network plan').number, 'priya-nair');
    pass(86_400_000);
    // The tracker counts in seconds.
    const handedIn = `${scene.now().slice(0, 19)}.000Z`;
    for (const [words, who] of [
      ['Restore test', 'priya-nair'],
      ['Network plan', 'priya-nair'],
      ['Asset list', 'mara-lindt'],
    ] as const) {
      act.attach(who, REPO, ticket(words).number, 'proof.txt', Buffer.from(words));
      act.close(who, REPO, ticket(words).number, 'completed');
    }
    await scene.goesOn();
    expect(JSON.parse((await here.run('status', '--json')).out)).toMatchObject({ blocked: [] });
    for (const words of ['User export', 'Restore test', 'Network plan'])
      scene.says('mara-lindt', ticket(words).number, '/accept');
    scene.says('elena-costa', ticket('Asset list').number, '/accept');
    pass(86_400_000);
    await scene.goesOn();
    expect(ticket('Stage 2 audit')).toMatchObject({ state: 'closed' });
    expect(ticket('Stage 2 audit').body).toContain('✓ **share**: `4 of 4 items (100 %)`');
    const { rows } = JSON.parse((await here.run('records', 'ledger', '--json')).out) as { rows: { state: string }[] };
    expect(rows).toMatchObject([{ state: 'done', handed_in: handedIn }]);
    here.write('list.csv', `${LIST}Another,mara,A.5.9,something else,,\n`);
    expect((await request()).err).toContain('is finished');
    expect((await here.run('verify')).code).toBe(0);
  });

  it('says of a line without an owner that it names none, and the status so, too', async () => {
    here.write('nobody.csv', 'item,what,owner\nKey list,who has a key,\n');
    const { out } = await here.run('request', 'nobody.csv', '--title', 'Keys');
    expect(out).toContain('! Key list: names no owner; the lead assigns it in its ticket');
    await scene.goesOn();
    expect(JSON.parse((await here.run('status', '--json')).out)).toMatchObject({
      blocked: [{ title: 'Keys: Key list', why: expect.stringContaining('the list names nobody for it') }],
    });
  });
});
