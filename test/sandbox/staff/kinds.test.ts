import { describe, expect, it } from '@jest/globals';
import { HANDED_IN, office, REPO } from './office.ts';

const at = office();
const { staff, open, ticket, work } = at;

describe('staff at a ticket of a kind of its own', () => {
  it('answer a proposal to raise a major, and never close it', () => {
    const people = staff();
    const all = [['isms', 'isms/repeats'], ['isms/repeats']].map((labels) =>
      open('Three minors on Access: are they a major?', 'Decide.', labels),
    );
    expect(work(people, '2027-06-01')).toHaveLength(1);
    for (const n of all) {
      expect(ticket(n).comments.map(({ body }) => body)).toEqual(['/accept']);
      expect(ticket(n).state).toBe('open');
    }
  });

  it('answer every question of a triage, with a reason, and close nothing', () => {
    const people = staff();
    const asked = (id: string, form: string) => `- ○ **${id}**: is it? (\`/answer ${id} ${form} because …\`)`;
    const list = (ids: string[], form: string) =>
      `**Decide what follows. Due Fri 16 Apr 2027.**\n\n${ids.map((id) => asked(id, form)).join('\n')}\n`;
    const either = open('Incident: triage', list(['reassess', 'nonconformity'], 'yes or no'), ['isms', 'isms/triage']);
    const n = open('Triage', list(['risk', 'nonconformity'], 'yes'), ['isms/triage']);
    expect(work(people, '2027-06-01').length).toBe(1);
    expect(ticket(either).state).toBe('open');
    expect(ticket(either).comments.map(({ body }) => body)).toEqual([
      expect.stringMatching(/^\/answer reassess (yes|no) because .+\n\/answer nonconformity (yes|no) because .+$/),
    ]);
    expect(ticket(n).comments.map(({ body }) => body)).toEqual([
      '/answer risk no because nothing follows from it\n/answer nonconformity no because nothing follows from it',
    ]);
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

  it('change a plan that was denied before it is decided again, once the ticket says that it is theirs', () => {
    const people = staff();
    const next = (who: string) => `Plan by Tue 20 Apr, resolved by Mon 5 Jul 2027.\n\nNext: **${who}, step 6**`;
    const n = open('NC-2027-001 (minor): x', next('Mara Lindt'), ['isms/nc']);
    const said = () => ticket(n).comments.map(({ body }) => body);
    at.sandbox.act.comment('sam', REPO, n, '/cause nobody looked');
    at.sandbox.act.comment('mara', REPO, n, '/deny plan because it mends the symptom only');
    work(people, '2027-04-20');
    expect(said()).toHaveLength(2);
    at.sandbox.act.editBody('engine', REPO, n, next('Sam Okoro'));
    work(people, '2027-05-20');
    expect(said().slice(2)).toEqual([expect.stringMatching(/^\/cause /)]);
    at.sandbox.act.editBody('engine', REPO, n, next('Mara Lindt'));
    work(people, '2027-06-20');
    expect(said().slice(3)).toEqual(['/approve plan']);
  });

  it('measure what the ticket asks for', () => {
    const people = staff();
    const n = open(
      'Patch age, April 2027',
      `**Look at it. Due Fri 16 Apr 2027.**\n\n- ○ **value**: days, at most 14 (\`/measure VALUE source\`)\n- ○ **analysis**: what it means`,
    );
    work(people, '2027-04-16');
    expect(ticket(n).comments.map(({ body }) => body.split('\n')[0])).toEqual([
      '/measure 14 from the monthly report',
      expect.stringContaining('analysis.txt'),
    ]);
    expect(ticket(n).state).toBe('closed');
  });

  it('write a value with three decimals so that nobody takes them for thousands', () => {
    const people = staff();
    const n = open(
      'Uptime, April 2027',
      `**Look at it. Due Fri 16 Apr 2027.**\n\n- ○ **value**: at least 99.995 % (\`/measure VALUE source\`)`,
    );
    work(people, '2027-04-16');
    expect(ticket(n).comments.map(({ body }) => body)).toEqual(['/measure 99.9950 from the monthly report']);
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
    at.sandbox.act.editBody('engine', REPO, number, HANDED_IN.replace('checks', 'signs'));
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
