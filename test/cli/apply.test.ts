import { beforeEach, describe, expect, it } from '@jest/globals';
import { longDate } from '../../rules/calendar/show.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { dayFrom, duty, isms } from './company.ts';
import type { Desk } from './desk.ts';
import { sandboxedDesk } from './sandboxed.ts';

const today = new Date();
const REVIEW = duty(today);

let sandbox: Sandbox;
let here: Desk;
beforeEach(async () => {
  ({ here, sandbox } = await sandboxedDesk());
  say(REVIEW);
});

function say(duties: string): void {
  here.write('isms.yaml', isms({ api: sandbox.apiUrl, duties }));
}

/** Runs what must change nothing. */
async function refused(...args: string[]) {
  const before = await here.traces();
  const ended = await here.run(...args);
  expect(ended.out).toBe('');
  expect(await here.traces()).toEqual(before);
  return ended;
}

describe('an audit programme', () => {
  const audited = (audit: string) =>
    here.write(
      'isms.yaml',
      isms({
        api: sandbox.apiUrl,
        duties: `
  internal-audit:
    { kind: internal-audit, title: Internal audit, ask: Audit., clause: 9.2, process: access, owner: priya, first: ${dayFrom(today, 60)} }
${audit}`,
      }).replace(
        'github: priya-nair,',
        'github: priya-nair, competence: { auditor: { until: 2099-12-31, proof: lead auditor } },',
      ),
    );

  it('says at each preview and apply what no audit has covered yet', async () => {
    audited(`audit: { cycle: { from: ${dayFrom(today, -1)} } }`);
    const left = /to be audited by \d+ \w{3} \d{4}: 4\.1–10\.2 \(23 of 23\); 1 audit is planned by then/;
    const { out } = await here.run('preview');
    expect(out).toMatch(new RegExp(`Audit programme {6}${left.source}\n {21}to be audited by .* \\(93 of 93\\)`));
    const { uncovered } = JSON.parse((await here.run('preview', '--json')).out);
    expect(uncovered).toEqual([expect.stringMatching(left), expect.stringContaining('A.5.1–A.8.34')]);
    for (const again of ['first', 'same file'])
      expect([again, (await here.run('apply', '--yes')).err]).toEqual([again, expect.stringMatching(left)]);
    expect((await here.run('records', 'audit-grid')).out).toMatch(
      /9\.2 +each year +not in the year to \d{4}-\d\d-\d\d yet/,
    );
  });
});

describe('a management review that is owed once', () => {
  it('is said at each validate, preview, and apply to be owed too seldom, and forbids nothing', async () => {
    const review = `
  review: { kind: management-review, title: Review, ask: Hold it., clause: 9.3, process: access, owner: sam, first: ${dayFrom(today, 60)}`;
    say(`${REVIEW}${review} }\n`);
    const left = /no management-review is owed after \d+ \w{3} \d{4}, and one is owed at least once a year \(9\.3\)/;
    const { code, out } = await here.run('validate');
    expect([code, out]).toEqual([0, expect.stringMatching(new RegExp(`Owed too seldom: ${left.source}`))]);
    expect((await here.run('preview')).out).toMatch(new RegExp(`Owed too seldom {6}${left.source}`));
    for (const command of ['validate', 'preview'])
      expect(JSON.parse((await here.run(command, '--json')).out).seldom).toEqual([expect.stringMatching(left)]);
    const applied = await here.run('apply', '--yes');
    expect([applied.code, applied.err]).toEqual([0, expect.stringMatching(left)]);
    say(`${REVIEW}${review}, every: 12 months }\n`);
    expect((await here.run('validate')).out).not.toContain('too seldom');
    expect((await here.run('preview')).out).not.toContain('too seldom');
  });
});

describe('consent', () => {
  it('nobody there: the missing flag is named, exit 3', async () => {
    const { code, err } = await refused('apply');
    expect(code).toBe(3);
    expect(err).toContain('agree with --yes, or with --plan ID');
  });

  it('somebody there: the preview is shown on stderr, and only yes goes on', async () => {
    here.answers = ['n'];
    const { code, err } = await refused('apply');
    expect(code).toBe(3);
    expect(err).toContain('+ access-review');
    here.answers = ['y'];
    expect((await here.run('apply')).out).toContain('Programme v1 is in force; 1 ticket opens now.');
  });

  it('with nothing to open yet, says when the next ticket opens, in the preview as in the end', async () => {
    say(REVIEW.replace(dayFrom(today, 10), dayFrom(today, 40)));
    const opens = longDate(dayFrom(today, 25));
    here.answers = ['y'];
    const { out, err } = await here.run('apply');
    expect(err).toContain(`Will be told         nobody now; the next opens on ${opens}: Access review, `);
    expect(err).toContain('Opens in 90 days     1 ');
    expect(out).toContain(`Programme v1 is in force; nothing opens now, the next ticket opens on ${opens}.`);
  });

  it('--no-input never asks', async () => {
    here.answers = ['y'];
    expect((await refused('apply', '--no-input')).code).toBe(3);
    expect(here.answers).toEqual(['y']);
  });
});

describe('--plan', () => {
  it('applies exactly the plan that preview printed, and no other', async () => {
    const { plan } = JSON.parse((await here.run('preview', '--json')).out) as { plan: string };
    say(REVIEW.replace('owner: sam', 'owner: priya'));
    const other = await refused('apply', '--plan', plan);
    expect(other.code).toBe(3);
    expect(other.err).toMatch(new RegExp(`The plan is now [0-9a-f]{12}, not ${plan}`));
    say(REVIEW);
    const { code, out } = await here.run('apply', '--plan', plan, '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({ version: 1, pending: [], denied: false, opens: 1, running: false });
  });
});

describe('--open', () => {
  it('is needed for more tickets than the programme allows at once', async () => {
    const subjects = 'subjects: { aws: { title: AWS }, github: { title: GitHub } }';
    here.write('isms.yaml', `${isms({ api: sandbox.apiUrl, duties: duty(new Date(), subjects) })}open_at_once: 1\n`);
    const { code, err } = await refused('apply', '--yes');
    expect([code, err]).toEqual([3, '2 tickets would open at once; without consent at most 1. Agree with --open 2.']);
    expect((await here.run('apply', '--yes', '--open', '2')).out).toContain('2 tickets open now');
  });

  it('takes nothing but a number', async () => {
    const { code, err } = await refused('apply', '--yes', '--open', 'many');
    expect(code).toBe(1);
    expect(err).toContain(
      "option '--open <number>' argument 'many' is invalid. Allowed: whole numbers from 0 to 100000.",
    );
  });
});

describe('a weakening', () => {
  beforeEach(async () => {
    await here.run('apply', '--yes');
    say(REVIEW.replace('verifier: mara', ''));
  });

  it('needs a purpose: exit 3, and the flag is named', async () => {
    const { code, err } = await refused('apply', '--yes');
    expect(code).toBe(3);
    expect(err).toContain('duties.access-review.verifier');
    expect(err).toContain('--because');
  });

  it('needs one that says something', async () => {
    const { code, err } = await refused('apply', '--yes', '--because', ' ');
    expect([code, err]).toEqual([3, expect.stringContaining('Say what they are for with --because.')]);
    here.answers = ['y', ' '];
    const asked = await refused('apply');
    expect([asked.code, asked.err]).toEqual([3, expect.stringContaining('Say what they are for with --because.')]);
  });

  it('with a purpose waits for top management', async () => {
    const { code, out } = await here.run('apply', '--yes', '--because', 'nobody has time', '--as', 'priya');
    expect(code).toBe(0);
    expect(out).toMatch(
      /^Programme v2 is in force but for what needs top management; .* Waiting for Elena Costa in PC-\w+, a ticket that is not open yet, due .* \d{4}: .* \(duties\.access-review\.verifier\)\. /,
    );
    const status = JSON.parse((await here.run('status', '--json')).out);
    expect(status.needsYou).toMatchObject([{ waitsFor: 'programme change', of: ['elena'] }]);
    const { rows } = JSON.parse((await here.run('records', 'programme', '--json')).out);
    expect(rows).toMatchObject([
      { version: 1, changed: 'the first one', weaker: '', decided: '' },
      {
        version: 2,
        state: 'pending',
        changed: expect.stringMatching(/^duties\.access-review\.verifier: /),
        weaker: 'duties.access-review.verifier',
        because: 'nobody has time',
      },
    ]);
    const doctor = JSON.parse((await here.run('doctor', '--json')).out) as {
      findings: { name: string; found: string }[];
    };
    expect(doctor.findings.find((f) => f.name === 'in force')?.found).toBe(
      'v2, but for what waits for top management: Access review: nobody checks what is handed in any more; until now Mara Lindt did (duties.access-review.verifier)',
    );
  });

  it('asks whoever sits there what it is for', async () => {
    here.answers = ['y', 'nobody has time'];
    const { code, err } = await here.run('apply');
    expect(code).toBe(0);
    expect(err).toContain('What are these changes for?');
  });
});

describe('bad input', () => {
  it('nobody is called that', async () => {
    await here.run('apply', '--yes');
    const { code, err } = await refused('apply', '--yes', '--as', 'nobody');
    expect([code, err]).toEqual([1, '--as: nobody is called "nobody"; there are: sam, mara, priya, elena']);
  });

  it('no such file', async () => {
    const { code, err } = await refused('apply', '--yes', '--programme', 'other.yaml');
    expect(code).toBe(1);
    expect(err).toContain('other.yaml does not exist');
  });

  it('no register', async () => {
    const { code, err } = await refused('apply', '--yes', '--data', 'elsewhere');
    expect(code).toBe(1);
    expect(err).toContain('run dutybound init');
  });
});

describe('nc raise and trigger', () => {
  const raise = ['nc', 'raise', '--title', 'leavers', '--nature', 'Two kept access', '--clause', 'A.5.18'];

  it('before the first apply', async () => {
    expect((await refused(...raise, '--process', 'access', '--as', 'mara')).err).toContain('run dutybound apply');
    expect((await refused('trigger', 'access-review', '--because', 'x')).err).toContain('run dutybound apply');
  });

  it('unknown people, processes, duties, and dates write nothing', async () => {
    await here.run('apply', '--yes');
    expect((await refused(...raise, '--process', 'access', '--as', 'max')).err).toContain(
      '--as: nobody is called "max"',
    );
    expect((await refused(...raise, '--process', 'access', '--as', 'mara', '--owner', 'max')).err).toContain('--owner');
    expect((await refused(...raise, '--process', 'cooking', '--as', 'mara')).err).toContain('cooking');
    expect((await refused(...raise, '--process', 'access', '--as', 'mara', '--date', '1 May')).err).toContain('--date');
    expect((await refused(...raise, '--process', 'access', '--as', 'mara', '--date', '2972-04-06')).err).toContain(
      '--date: found "2972-04-06", which is to come; a finding is known already',
    );
    expect((await refused(...raise, '--process', 'access')).err).toContain("required option '--as <person>'");
    expect((await refused('trigger', 'cooking', '--because', 'x')).err).toContain('there are: access-review');
    expect((await refused('trigger', 'acess-review', '--because', 'x')).err).toBe(
      'duty acess-review does not exist; did you mean "access-review"?',
    );
    expect((await refused('trigger', 'access-review')).err).toContain("required option '--because <reason>' not");
    expect((await refused('nc', 'raise', '--title', 'x')).err).toContain(
      "error: required options '--nature <text>', '--clause <number...>', '--process <id>', '--as <person>' not specified",
    );
  });

  it('are entered, and shown', async () => {
    await here.run('apply', '--yes');
    const { out } = await here.run(...raise, '--process', 'access', '--as', 'mara', '--json');
    expect(JSON.parse(out)).toMatchObject({ display: expect.stringMatching(/^NC-\d{4}-001$/), running: false });
    const { key } = JSON.parse(out) as { key: string };
    expect((await here.run('show', key)).out).toMatch(
      /Mara Lindt \(asserted at the command line by .+@.+\) {2}raised it as minor/,
    );
    const { occurrence } = JSON.parse(
      (await here.run('trigger', 'access-review', '--because', 'a new office', '--json')).out,
    );
    expect((await here.run('show', occurrence)).out).toContain('started it beside its interval: "a new office"');
    const story = JSON.parse((await here.run('show', occurrence, '--json')).out);
    expect(story).toMatchObject({
      record: { table: 'occurrence', key: occurrence },
      acts: [{ kind: 'planned' }, { kind: 'triggered' }],
    });
    const wrong = await refused('nc', 'show', occurrence);
    expect([wrong.code, wrong.err]).toEqual([
      1,
      `${occurrence} is no nonconformity. Look at it with dutybound show ${occurrence}.`,
    ]);
  });
});

describe('the same file again', () => {
  it('makes no new version', async () => {
    await here.run('apply', '--yes');
    const before = await here.traces();
    expect((await here.run('apply', '--yes')).out).toContain('is this very file and in force already');
    expect(await here.traces()).toEqual(before);
  });
});
