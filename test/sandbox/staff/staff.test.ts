import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Sandbox, startSandbox } from '../../../sandbox/sandbox.ts';
import { draw } from '../../../sandbox/staff/draw.ts';
import { readPaper } from '../../../sandbox/staff/paper.ts';
import { createStaff, type Staff } from '../../../sandbox/staff/staff.ts';
import type { TemperName } from '../../../sandbox/staff/temper.ts';

const REPO = 'example/isms';
const DAY_MS = 86_400_000;
const BODY = `**Check who can reach production. Due Fri 16 Apr 2027.**

- ○ **export**: users and roles, at most 14 days old
- ○ **report**: the report (to be kept: commit it to the repository and link it)
- ○ **removals**: proof that they were done, or "none needed, because …"

Sam Okoro does it · Mara Lindt checks it · after Fri 30 Apr it counts as missed.
Not yours? Change the assignee. Need longer? Comment \`/extend 2027-04-23 because …\`. Anything else: \`/help\`.`;
const HANDED_IN = 'Sam Okoro did it, 14 Apr · Mara Lindt or Jonas Weber checks it by 21 Apr · on time';

let now = Date.parse('2027-04-01T08:00:00Z');
let sandbox: Sandbox;
beforeEach(async () => {
  now = Date.parse('2027-04-01T08:00:00Z');
  const access = { [REPO]: 'push' } as const;
  const people = ['engine', 'sam', 'mara'].map((login) => ({ login, access }));
  sandbox = await startSandbox({ now: () => now, repositories: [{ name: REPO, private: true }], people });
});
afterEach(() => sandbox.close());

function staff(temper: TemperName = 'punctual', seed = 1): Staff {
  return createStaff(sandbox, {
    people: [
      { login: 'sam', name: 'Sam Okoro' },
      { login: 'mara', name: 'Mara Lindt' },
    ],
    engine: 'engine',
    temper,
    seed,
    dayOf: (at) => new Date(at).toISOString().slice(0, 10),
    hourOf: (day) => Date.parse(`${day}T10:00:00Z`),
  });
}

function open(title: string, body = BODY, labels = ['isms', 'isms/review']) {
  const { number } = sandbox.act.createIssue('engine', REPO, { title, body, labels: [], assignees: ['sam'] });
  for (const label of labels) sandbox.act.label('engine', REPO, number, label);
  return number;
}

function ticket(number: number) {
  const found = sandbox.store.repositories[0]?.tickets.get(number);
  if (!found) throw new Error(`no ticket ${number}`);
  return found;
}

/** Lets people work until a day. @returns the days on which they did something. */
function work(by: Staff, until: string): string[] {
  const days: string[] = [];
  for (let at = by.nextAt(now); at !== undefined && at < Date.parse(until); at = by.nextAt(now)) {
    now = Math.max(now, at);
    by.act(now);
    days.push(new Date(now).toISOString().slice(0, 10));
  }
  return days;
}

describe('what staff read in a ticket', () => {
  it('is dates, what is missing, and who checks', () => {
    expect(readPaper(BODY)).toEqual({
      due: '2027-04-16',
      limit: '2027-04-30',
      items: [
        expect.objectContaining({ id: 'export', mayBeNone: false, kept: false }),
        expect.objectContaining({ id: 'report', mayBeNone: false, kept: true }),
        expect.objectContaining({ id: 'removals', mayBeNone: true, kept: false }),
      ],
      checks: [],
    });
    expect(readPaper(HANDED_IN)).toEqual({ items: [], checks: ['Mara Lindt', 'Jonas Weber'] });
  });

  it('is a nonconformity’s next step, and by when it is resolved', () => {
    const body =
      '**Two leavers. Plan by Tue 20 Apr, resolved by Mon 5 Jul 2027.**\n\nNext: **Priya Nair, step 2, round 2**';
    expect(readPaper(body)).toMatchObject({ resolve: '2027-07-05', next: { who: ['Priya Nair'], step: 2 } });
  });
});

describe('staff', () => {
  it('hand in all that is asked for before the due date, once, what is to be kept in the repository', () => {
    const people = staff();
    const n = open('Access review, 2027 Q2');
    const [day = '', ...more] = work(people, '2027-06-01');
    expect([day < '2027-04-16', day > '2027-04-01', more]).toEqual([true, true, []]);
    expect(ticket(n).state).toBe('closed');
    const said = ticket(n)
      .comments.map(({ body }) => body)
      .join();
    expect(said).toMatch(/report: http\S+\/blob\/\w+\/evidence\//);
    expect(said).toMatch(/export\.txt/);
  });

  it('answer a proposal to raise a major, and never close it', () => {
    const people = staff();
    const n = open('Three minors on Access: are they a major?', 'Decide.', ['isms', 'isms/repeats']);
    expect(work(people, '2027-06-01')).toHaveLength(1);
    expect(ticket(n).comments.map(({ body }) => body)).toEqual(['/accept']);
    expect(ticket(n).state).toBe('open');
  });

  it('check what others handed in, as the ticket says who does', () => {
    const people = staff();
    const n = open('Access review, 2027 Q2');
    work(people, '2027-04-16');
    sandbox.act.editBody('engine', REPO, n, HANDED_IN);
    work(people, '2027-05-01');
    expect(ticket(n).comments.at(-1)).toMatchObject({ author: { login: 'mara' }, body: '/accept' });
  });

  it('do again what came back', () => {
    const people = staff();
    const n = open('Access review, 2027 Q2');
    work(people, '2027-04-16');
    sandbox.act.reopen('engine', REPO, n);
    const days = work(people, '2027-05-01');
    expect(days).toHaveLength(1);
    expect(ticket(n).state).toBe('closed');
  });

  it('answer every question of a triage, with a reason, and close nothing', () => {
    const people = staff();
    const body =
      '**Decide what follows. Due Fri 16 Apr 2027.**\n\n- ○ **reassess**: again? (`/answer reassess yes or no because …`)\n- ○ **nonconformity**: was it? (`/answer nonconformity yes or no because …`)\n';
    const n = open('Incident: triage', body, ['isms', 'isms/triage']);
    expect(work(people, '2027-06-01').length).toBe(1);
    expect(ticket(n).state).toBe('open');
    expect(ticket(n).comments.map(({ body: said }) => said)).toEqual([
      expect.stringMatching(/^\/answer reassess (yes|no) because .+\n\/answer nonconformity (yes|no) because .+$/),
    ]);
  });

  it('never act at weekends, nor twice at one ticket on a day', () => {
    const people = staff('negligent');
    for (let n = 0; n < 40; n++) open(`Duty ${n}`);
    const days = work(people, '2027-07-01');
    expect(days.length).toBeGreaterThan(10);
    expect(days.filter((day) => [0, 6].includes(new Date(day).getUTCDay()))).toEqual([]);
  });

  it('write a plan with an action that lies before the deadline, and none where no time is left', () => {
    const people = staff();
    const body = (resolve: string) =>
      `**Missed. Plan by Tue 20 Apr, resolved by ${resolve} 2027.**\n\nNext: **Sam Okoro, step 1**`;
    const [n, late] = ['Mon 5 Jul', 'Fri 2 Apr'].map((resolve, i) =>
      open(`NC-2027-00${i} (minor): x`, body(resolve), ['isms/nc']),
    );
    work(people, '2027-06-01');
    const plan = (of = 0) => ticket(of).comments.map((c) => c.body);
    expect(plan(n)).toEqual([expect.stringMatching(/^\/cause .*\n\/action @sam 2027-0[4-7]-\d\d /m)]);
    expect(plan(late)).toEqual([expect.stringContaining('/no-action because')]);
  });

  it('decide what the engine asks them by name, and nobody else does', () => {
    const people = staff();
    const n = open('Access review, 2027 Q2', 'nothing to do here');
    sandbox.act.comment(
      'engine',
      REPO,
      n,
      '@mara Sam Okoro asks for 23 April instead of 16 April: `x`. `/approve` or `/deny because …`.',
    );
    work(people, '2027-05-01');
    expect(ticket(n).comments.at(-1)).toMatchObject({ author: { login: 'mara' }, body: '/approve extension' });
  });
});

describe('staff who audit', () => {
  const audit = (line: string, more = '') =>
    `**Do it. Due Fri 16 Apr 2027.**\n\n1. Scope: 7.1, 7.2, A.5.1–A.5.16 ([#1](https://t/1)).\n2. Processes: access, governance.\n\n${line}${more}`;
  const said = (n: number) => ticket(n).comments.map(({ body }) => body);
  const auditing = ['isms', 'isms/internal-audit'];

  it('take the scope as it is proposed, and hand in the rest of the plan as usual', () => {
    const people = staff();
    const n = open('Internal audit: plan', audit('- ○ **scope**: what\n', '- ○ **criteria**: against what'), auditing);
    work(people, '2027-05-01');
    expect(said(n)).toEqual(['/scope as proposed', expect.stringContaining('criteria.txt')]);
    expect(ticket(n).state).toBe('closed');
  });

  it('find something now and then, in what the ticket names', () => {
    const people = staff();
    const many = Array.from({ length: 20 }, (_, i) => open(`Audit ${i}`, audit('- ○ **findings**: each'), auditing));
    work(people, '2027-05-01');
    const found = many.map((n) => said(n)[0] ?? '');
    expect(
      found.filter((text) => /^\/finding minor (7\.1|7\.2|A\.5\.1) (access|governance) \w/.test(text)).length,
    ).toBeGreaterThan(3);
    expect(found.filter((text) => /^\/finding none because \w/.test(text)).length).toBeGreaterThan(3);
    expect(found.every((text) => /^\/finding (minor|ofi|none) /.test(text))).toBe(true);
    expect(many.every((n) => ticket(n).state === 'closed')).toBe(true);
  });
});

describe('staff who are asked for words', () => {
  const list = (lines: string[]) => `**Look at it. Due Fri 16 Apr 2027.**\n\n${lines.join('\n')}`;

  it('measure what the ticket asks for', () => {
    const people = staff();
    const n = open(
      'Patch age, April 2027',
      list(['- ○ **value**: days, at most 14 (`/measure VALUE source`)', '- ○ **analysis**: what it means']),
    );
    work(people, '2027-04-16');
    expect(ticket(n).comments.map(({ body }) => body.split('\n')[0])).toEqual([
      '/measure 14 from the monthly report',
      expect.stringContaining('analysis.txt'),
    ]);
    expect(ticket(n).state).toBe('closed');
  });

  it('answer each question of a triage, and weigh what repeats', () => {
    const people = staff();
    const asked = ['risk', 'nonconformity'].map((id) => `- ○ **${id}**: is it? (\`/answer ${id} yes because …\`)`);
    const [triage, repeats] = [
      open('Triage', list(asked), ['isms/triage']),
      open('Three minors', 'x', ['isms/repeats']),
    ];
    work(people, '2027-05-16');
    expect(ticket(triage).comments.map(({ body }) => body)).toEqual([
      '/answer risk no because nothing follows from it\n/answer nonconformity no because nothing follows from it',
    ]);
    expect(ticket(repeats).comments.map(({ body }) => body)).toEqual(['/accept']);
  });
});

describe('what staff do', () => {
  const course = (temper: TemperName, seed: number) => {
    const people = staff(temper, seed);
    const numbers = Array.from({ length: 30 }, (_, n) => open(`Duty ${n}`));
    const days = work(people, '2027-09-01');
    return {
      days,
      said: numbers.map((n) => ticket(n).comments.map((c) => c.body)),
      closed: numbers.map((n) => ticket(n).closedAt),
    };
  };

  it('is late, incomplete, or never done with negligent staff, and nothing of it with punctual ones', () => {
    const limit = Date.parse('2027-04-16') + DAY_MS;
    const late = (closed: (number | null)[]) => closed.filter((at) => at === null || at >= limit).length;
    expect(late(course('punctual', 1).closed)).toBe(0);
    expect(late(course('negligent', 1).closed)).toBeGreaterThan(8);
  });

  it('is drawn from the seed, the ticket, and the date: never from order', () => {
    expect(draw(1, 'a', 'habit')).toBe(draw(1, 'a', 'habit'));
    expect(draw(1, 'a', 'habit')).not.toBe(draw(2, 'a', 'habit'));
    const spread = Array.from({ length: 400 }, (_, n) => draw(7, n)).filter((x) => x < 0.25).length;
    expect(spread).toBeGreaterThan(60);
    expect(spread).toBeLessThan(140);
  });

  it('rate each risk that a ticket lists, decide how it is treated, and accept it as its ticket asks', () => {
    const people = staff();
    const rating = `**Rate each of your risks. Due Fri 16 Apr 2027.**

1. The scales: consequence 1 to 4, likelihood 1 to 4; a risk up to level 8 may be retained.

- ○ **R-1**: Theft (\`/risk R-1 consequence=4 likelihood=3 because …\`)
- ○ **new**: what else could go wrong; or risk none because … (\`/risk add TITLE consequence=4 likelihood=3\`)

Sam Okoro does it · after Fri 30 Apr it counts as missed.`;
    const n = open('Risk assessment, 2027: risks of Sam Okoro', rating, ['isms', 'isms/risk-rating']);
    const plan =
      '**Decide how it is treated. Due Fri 16 Apr 2027.**\n\n- ○ **treatment**: modify, retain … (`/treat …`)';
    const treat = open('Treat R-1 Theft', plan, ['isms', 'isms/risk-plan']);
    const accept = (body: string) => open('R-1 Theft: accept it?', body, ['isms', 'isms/risk-acceptance']);
    const [above, within] = [accept('1. That is above 8: it needs an end.'), accept('1. At most 8 may be retained.')];
    work(people, '2027-04-17');
    const said = (of: number) => ticket(of).comments.map(({ body }) => body);
    expect(said(n)).toEqual([
      expect.stringMatching(
        /^\/risk R-1 consequence=[1-4] likelihood=[1-4] because .+\n\/risk (none because|add ) ?.+/,
      ),
    ]);
    expect([ticket(n).state, ticket(treat).state, ticket(above).state]).toEqual(['closed', 'closed', 'open']);
    expect(said(treat)).toEqual([
      expect.stringMatching(/^\/treat (retain because|modify controls=A\.\d\.\d+ @sam 2027-\d\d-\d\d) .+/),
    ]);
    expect(said(above)).toEqual([expect.stringMatching(/^\/accept 202[78]-\d\d-\d\d because /)]);
    expect(said(within)).toEqual(['/accept']);
  });
});

describe('staff at a management review', () => {
  const minutes = `**Review the ISMS. Due Fri 16 Apr 2027.**

- ○ **a**: earlier actions: 0 open (\`/decide a …\`)
- ○ **m**: result: changes to the ISMS (\`/decide m …\`)
- ○ **present**: who was there (\`/present names\`)

Sam Okoro chairs it · Mara Lindt signs it · after Fri 30 Apr it counts as missed.`;

  it('write down what was considered with an action, close, and sign', () => {
    const by = staff();
    const number = open('Management review, 2027', minutes, ['isms', 'isms/management-review']);
    work(by, '2027-04-16');
    const held = ticket(number);
    const [said] = held.comments;
    expect(said?.body).toMatch(/^\/decide a .+\n\/decide m .+\n\/present everybody\n\/action @sam 2027-0\d-\d\d /);
    expect(held.state).toBe('closed');
    sandbox.act.editBody('engine', REPO, number, HANDED_IN.replace('checks', 'signs'));
    work(by, '2027-04-30');
    expect(held.comments.at(-1)).toMatchObject({ body: '/sign', author: { login: 'mara' } });
  });

  it('adopt an improvement, or decline it with a class', () => {
    const by = staff();
    const number = open('OFI-7K2: joiners wait', 'Decide whether to adopt this.', ['isms', 'isms/improvement']);
    work(by, '2027-04-30');
    expect(ticket(number).comments.at(-1)?.body).toMatch(
      /^\/(adopt @sam 2027-\d\d-\d\d |decline cost-outweighs-benefit because )/,
    );
  });
});
