import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startSandbox } from '../../sandbox/sandbox.ts';
import { company, duty, isms } from './company.ts';
import { type Desk, desk } from './desk.ts';

const LINE = 'allowed: one line of 1 to 120 characters';
const TEXT = 'allowed: text of 1 to 4000 characters';
const REASON = 'allowed: one line of 1 to 500 characters';
const LONG = 'x'.repeat(500);

const RAISE = { title: 'Leavers', nature: 'Two kept access', clause: 'A.5.18', process: 'access', as: 'mara' };
const nc = (other: object) => ['nc', 'raise', ...optionsOf({ ...RAISE, ...other })];
const improvement = (other: object) => [
  'improvement',
  'raise',
  ...optionsOf({ title: 'Faster', text: 'One form less', process: 'access', as: 'mara', ...other }),
];
const request = (other: object) => ['request', 'list.csv', '--yes', ...optionsOf({ title: 'Stage 2', ...other })];
const trigger = (because: string) => ['trigger', 'access-review', '--because', because];
const external = { external: true, stage: '2', 'raised-on': '2026-01-07' };

let here: Desk;
let close: () => Promise<void>;
beforeAll(async () => {
  const sandbox = await startSandbox(company);
  close = () => sandbox.close();
  here = desk();
  await here.run('init', '--yes');
  here.write('isms.yaml', isms({ api: sandbox.apiUrl, duties: duty(new Date()) }));
  here.write('list.csv', 'item,what\nUsers,all of them\n');
  expect((await here.run('apply', '--yes')).code).toBe(0);
});
afterAll(async () => {
  here.end();
  await close();
});

function optionsOf(options: object): string[] {
  return Object.entries(options).flatMap(([name, value]) => [`--${name}`, ...(value === true ? [] : [value])]);
}

async function refused(args: string[]): Promise<string[]> {
  const before = await here.traces();
  const { code, out, err } = await here.run(...args);
  expect([code, out]).toEqual([1, '']);
  expect(await here.traces()).toEqual(before);
  return err.split('\n');
}

describe('what options say for the record', () => {
  it.each([
    [`--title: is empty; ${LINE}`, request({ title: ' ' })],
    [`--title: found 500 characters; ${LINE}`, request({ title: LONG })],
    [`--auditor: is empty; ${LINE}`, request({ auditor: '' })],
    [`--title: is empty; ${LINE}`, nc({ title: '' })],
    [`--title: found 500 characters; ${LINE}`, nc({ title: LONG })],
    [`--title: found a line break or control character; ${LINE}`, nc({ title: 'a\nb' })],
    [`--nature: is empty; ${TEXT}`, nc({ nature: ' ' })],
    [`--nature: found a line break or control character; ${TEXT}`, nc({ nature: 'a\u0007b' })],
    [`--evidence: found 4500 characters; ${TEXT}`, nc({ evidence: LONG.repeat(9) })],
    [`--body: is empty; ${LINE}`, nc({ ...external, body: ' ' })],
    [`--title: is empty; ${LINE}`, improvement({ title: '' })],
    [`--text: is empty; ${TEXT}`, improvement({ text: ' ' })],
    [`--source: found 500 characters; ${LINE}`, improvement({ source: LONG })],
    [`--because: is empty; ${REASON}`, trigger('')],
    [`--because: is empty; ${REASON}`, trigger(' ')],
    [`--because: found 501 characters; ${REASON}`, trigger(`${LONG}x`)],
    [`--because: found a line break or control character; ${REASON}`, trigger('a\nb')],
    [`--title: is empty; ${LINE}`, ['event', 'incident', '--title', ' ']],
    [`--because: found 4500 characters; ${TEXT}`, ['redact', 'programme', '--event', '1', '--because', LONG.repeat(9)]],
  ])('is neither nothing nor too much: %s', async (message, args) => {
    expect(await refused(args)).toEqual([message]);
  });

  it('is told to be wrong all at once', async () => {
    const wrong = { title: '', nature: '', clause: 'A5.18', process: 'cooking', owner: 'max', date: '1 May' };
    expect(await refused(nc(wrong))).toEqual([
      expect.stringMatching(/^--title: is empty; /),
      expect.stringMatching(/^--nature: is empty; /),
      expect.stringMatching(/^--clause: found "A5.18"; /),
      '--process: nothing is called "cooking"; there are: access',
      '--owner: nobody is called "max"; there are: sam, mara, priya, elena',
      '--date: found "1 May"; write a date such as 2027-04-06',
    ]);
    const dates = { ...external, body: 'Certex', date: '2026-01-07', 'plan-by': 'soon', 'resolve-by': 'later' };
    expect(await refused(nc(dates))).toEqual([
      '--date: an external finding has --raised-on instead',
      '--plan-by: found "soon"; write a date such as 2027-04-06',
      '--resolve-by: found "later"; write a date such as 2027-04-06',
    ]);
    expect(await refused(improvement({ as: 'max', process: 'cooking' }))).toHaveLength(2);
    expect(await refused(request({ title: '', due: 'soon' }))).toHaveLength(2);
  });

  it('stands there without the blanks around it', async () => {
    const { out } = await here.run(
      ...nc({ title: '  Leavers ', nature: ' Two kept access\nfor nine days ' }),
      '--json',
    );
    const { display } = JSON.parse(out) as { display: string };
    const shown = JSON.parse((await here.run('nc', 'show', display, '--json')).out);
    expect(shown).toMatchObject({ title: 'Leavers', nature: 'Two kept access\nfor nine days' });
  });
});
