import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { REPO, REVIEW } from './company.ts';
import { type Desk, desk } from './desk.ts';
import { type Scene, setScene } from './scene.ts';

const PEOPLE = `
  sam: { name: Sam Okoro, mail: sam@example.com, github: sam-okoro, manager: mara }
  mara: { name: Mara Lindt, mail: mara@example.com, github: mara-lindt, manager: elena }
  priya: { name: Priya Nair, mail: priya@example.com, github: priya-nair, manager: elena, competence: { auditor: { until: 2029-12-31, proof: "lead auditor" } } }
  elena: { name: Elena Costa, mail: elena@example.com, github: elena-costa }`;

const duty = (id: string, kind: string, more: string) => `
  ${id}: { kind: ${kind}, title: ${id}, ask: Do it., process: access, ladder: L2, ${more} }`;
const DUTIES = [
  REVIEW,
  duty(
    'patches',
    'measurement',
    'clause: 9.1, owner: sam, verifier: mara, every: 3 months, first: 2027-04-16, target: "<= 14", unit: days',
  ),
  duty(
    'policy',
    'document-review',
    'clause: 5.2, owner: mara, verifier: elena, every: 1 year, first: 2027-04-16, location: "https://wiki.example.com/policy"',
  ),
  duty(
    'training',
    'campaign',
    'clause: 7.3, owner: mara, verifier: elena, every: 1 year, first: 2027-04-16, group: [sam, mara], expires: 12 months',
  ),
  duty('risks', 'risk-assessment', 'clause: 8.2, owner: mara, verifier: elena, every: 1 year, first: 2027-04-16'),
  duty('treatment', 'risk-treatment', 'clause: 8.3, owner: mara, verifier: elena, every: 1 year, first: 2027-12-16'),
  duty(
    'audit',
    'internal-audit',
    'clause: 9.2, owner: priya, verifier: elena, every: 1 year, first: 2027-04-16, evidence: { report: the report }',
  ),
  duty('meeting', 'management-review', 'clause: 9.3, owner: mara, every: 1 year, first: 2027-04-16'),
  duty('incident', 'incident', 'clause: A.5.26, owner: sam, verifier: mara, lead: 24 h'),
  `
risk_criteria: { consequence: 5, likelihood: 5, acceptable: 8 }
audit: { cycle: { from: 2027-01-01 } }
authorities: { dpa: { title: the authority, within: 72 h, owner: mara } }`,
].join('');

let here: Desk;
let scene: Scene;

const ticket = (words: string) => {
  const all = scene.sandbox.store.repositories.flatMap((r) => [...r.tickets.values()]);
  const found = all.findLast((t) => t.title.endsWith(words)) ?? all.findLast((t) => t.title.includes(words));
  if (!found) throw new Error(`no ticket "${words}" among ${all.map((t) => t.title).join(', ')}`);
  return found.number;
};
const says = (login: string, words: string, text: string) => scene.says(login, ticket(words), text);

async function at(instant: string, ...acts: (() => unknown)[]): Promise<void> {
  scene.set(`${instant}:00.000Z`);
  for (const act of acts) act();
  await scene.settle();
}

const closes = (login: string, words: string) => () =>
  void scene.sandbox.act.close(login, REPO, ticket(words), 'completed');
const attaches = (login: string, words: string, file: string) => () =>
  void scene.sandbox.act.attach(login, REPO, ticket(words), file, Buffer.from(words), file);
const writes = (login: string, words: string, text: string) => () => says(login, words, text);
/** Says it, and closes the ticket. */
const handsIn = (login: string, words: string, text: string) => () => {
  says(login, words, text);
  closes(login, words)();
};

/** Two weeks in which everything happens once. */
beforeAll(async () => {
  here = desk();
  await here.run('init', '--yes');
  scene = await setScene(join(here.folder, '.dutybound'), '2027-04-01T08:00:00.000Z', undefined, PEOPLE);
  await scene.apply(DUTIES);
  await scene.settle();
  await at('2027-04-02T08:00', () =>
    here.write('risks.csv', 'id,title,owner,consequence,likelihood\nR-1,Laptop theft,sam,3,2\n'),
  );
  await here.run('import', 'risks', 'risks.csv');
  here.write('soa.csv', 'control,included,reason,status\nA.8.1,yes,laptops are ours,planned\n');
  await here.run('import', 'statement', 'soa.csv');
  await at(
    '2027-04-05T08:00',
    writes('elena-costa', 'criteria', '/approve'),
    closes('sam-okoro', 'Sam Okoro'),
    closes('mara-lindt', 'Mara Lindt'),
  );
  await at(
    '2027-04-06T08:00',
    writes('elena-costa', 'training, 2027', '/accept'),
    handsIn('mara-lindt', 'prepare', '/evidence scope everything\n/risk none because the list was gone through'),
  );
  await at('2027-04-07T08:00', writes('elena-costa', 'prepare', '/accept'));
  await at(
    '2027-04-08T08:00',
    handsIn(
      'sam-okoro',
      'risks of Sam',
      '/risk R-1 consequence=4 likelihood=3 because of trains\n/risk none because nothing else',
    ),
  );
  await at('2027-04-08T12:00', writes('mara-lindt', 'risks of Sam', '/accept'));
  await at('2027-04-09T08:00', handsIn('mara-lindt', 'the results', '/evidence report sent to the team'));
  await at('2027-04-09T12:00', writes('elena-costa', 'the results', '/accept'));
  await at(
    '2027-04-10T08:00',
    handsIn('sam-okoro', 'Treat R-1', '/treat modify controls=A.8.1 @mara-lindt 2027-05-07 Encrypt all laptops'),
  );
  await at('2027-04-11T08:00', handsIn('mara-lindt', 'Encrypt', '/evidence proof all encrypted'));
  await at('2027-04-11T12:00', writes('elena-costa', 'Encrypt', '/accept'));
  await at(
    '2027-04-12T08:00',
    handsIn('sam-okoro', 'what is left', '/risk R-1 consequence=2 likelihood=3 because a thief gets nothing'),
  );
  await at('2027-04-12T12:00', writes('elena-costa', 'what is left', '/accept'));
  await at('2027-04-13T08:00', writes('sam-okoro', 'accept it', '/accept'));
  // Access is reviewed late, and the oldest patch is too old.
  await at(
    '2027-04-13T09:00',
    handsIn('sam-okoro', 'patches', '/measure 31 the patch manager\n/evidence analysis one server'),
  );
  await at('2027-04-13T12:00', writes('mara-lindt', 'patches', '/accept'));
  await at(
    '2027-04-14T08:00',
    writes('elena-costa', 'target was missed', '/answer nonconformity yes because the policy says 14'),
    writes(
      'mara-lindt',
      'target was missed',
      '/answer nonconformity yes because the policy says 14\n/answer improvement no because it is gone',
    ),
  );
  await at('2027-04-14T09:00', handsIn('mara-lindt', 'policy', '/version 3.3'));
  await at('2027-04-14T12:00', writes('elena-costa', 'policy', '/accept'));
  await at(
    '2027-04-15T08:00',
    handsIn('priya-nair', 'audit', '/scope 7.4\n/evidence criteria the standard\n/evidence sample all'),
  );
  await at('2027-04-15T12:00', handsIn('priya-nair', 'fieldwork', '/finding none because all is well'));
  await at('2027-04-16T08:00', attaches('priya-nair', ': report', 'report.pdf'), closes('priya-nair', ': report'));
  await at('2027-04-16T12:00', writes('elena-costa', ': report', '/accept'));
  const topics = [...'abcdefgim'].map((t) => `/decide ${t} none, because of nothing`).join('\n');
  await at(
    '2027-04-16T14:00',
    writes('mara-lindt', 'meeting', `${topics}\n/present all\n/action @sam-okoro 2027-05-14 Tidy the shelf`),
  );
  await at('2027-04-16T16:00', writes('elena-costa', 'meeting', '/sign'));
  await at('2027-04-17T08:00', writes('mara-lindt', 'Access review, 2027 Q2', '/event incident lost laptop'));
  await at(
    '2027-04-17T09:00',
    writes(
      'mara-lindt',
      'triage',
      '/answer notify-dpa no because it is encrypted\n/answer reassess no because it was thought of\n/answer treatment no because encryption held\n/answer nonconformity no because nothing was broken',
    ),
  );
  await at(
    '2027-04-18T20:00',
    handsIn('sam-okoro', 'lost laptop', 'timeline: lost at 8:00, locked at 8:20\nhttps://wiki.example.com/inc'),
  );
  await at(
    '2027-04-20T08:00',
    attaches('sam-okoro', 'Access review, 2027 Q2', 'export.csv'),
    closes('sam-okoro', 'Access review, 2027 Q2'),
  );
  await at('2027-04-21T08:00', writes('mara-lindt', 'Access review, 2027 Q2', '/accept'));
}, 120_000);
afterAll(async () => {
  await scene.close();
  here.end();
});

const run = async (...args: string[]) => (await here.run(...args)).out;
const rows = async (...args: string[]) => JSON.parse(await run('records', ...args, '--json')).rows;

describe('what an auditor asks', () => {
  it('Q1, Q2: were planned intervals kept; what was late, and then?', async () => {
    const ledger = await rows('ledger');
    const states = new Map<string, number>();
    for (const { state } of ledger) states.set(state, (states.get(state) ?? 0) + 1);
    expect([...states.values()].reduce((a, b) => a + b, 0)).toBe(ledger.length);
    expect(await rows('late')).toMatchObject([
      {
        duty: 'access-review',
        state: 'late',
        late: '4 days',
        days_late: 4,
        reminders: 2,
        verified_by: 'mara',
        chased: expect.stringMatching(/^2027-04-\S+Z sam; 2027-04-\S+Z sam mara$/),
      },
      // Due by the hour: in words, and as a part of a day.
      { duty: 'incident', due: '2027-04-18T08:00:00.000Z', late: '12 hours', days_late: 0.5 },
    ]);
  });
  it('Q3, Q4, Q5: this year’s risks against last year’s; one from rating to control; who accepted what, on a day?', async () => {
    expect(await rows('risk')).toMatchObject([
      {
        id: 'R-1',
        level: 6,
        level_before_treatment: 12,
        last_level: 6,
        change: '6',
        residual: 6,
        residual_change: 'new',
        option: 'modify',
        controls: 'A.8.1',
        evidence: 'all encrypted',
        accepted_by: 'sam',
      },
    ]);
    const story = await run('show', 'R-1');
    for (const words of ['A.8.1', 'Encrypt all laptops', 'accepted']) expect(story).toContain(words);
    expect(await rows('acceptances', '--on', '2027-04-20')).toMatchObject([
      { risk: 'R-1', accepted_by: 'sam', level: 6, limit: 8 },
    ]);
    expect(await rows('acceptances', '--on', '2027-04-12')).toEqual([]);
  });
  it('Q6: the statement of applicability, and what changed since a day?', async () => {
    expect(await run('statement')).toMatch(/A\.8\.1 .*implemented/);
    expect(await run('statement', '--since', '2027-04-09')).toContain('A.8.1');
    const { rows: changed } = JSON.parse(await run('statement', '--since', '2027-04-09', '--json'));
    expect(changed).toMatchObject([{ control: 'A.8.1', status: 'implemented', approved_by: '', approved: '' }]);
  });
  it('Q7: the audit programme: covered, by whom, independent, competent?', async () => {
    expect(await rows('audit')).toMatchObject([{ auditor: 'priya', scope: '7.4' }]);
    const grid = await rows('audit-grid', '--on', '2027-04-30');
    const inGrid = (clause: string) => grid.find((r: { clause: string }) => r.clause === clause);
    expect(inGrid('7.4')).toMatchObject({ audits: 'audit, 2027 (2027-04-15)', last: '2027-04-15', missing: '' });
    expect(inGrid('7.3')).toMatchObject({ audits: '', last: '', missing: 'not in the year to 2027-12-31 yet' });
  });
  it('Q8, Q9: this nonconformity; every one with its deadline?', async () => {
    expect(await run('nc', 'show', 'NC-2027-001')).toContain('patches');
    expect(await rows('nonconformities')).toMatchObject([
      { nonconformity: 'NC-2027-001', source: 'measurement', grade: 'minor' },
    ]);
  });
  it('Q10: minutes: considered, results, actions, who was there, who signed?', async () => {
    const minutes = await rows('decision');
    expect(minutes.map((r: { topic: string }) => r.topic)).toEqual([...'abcdefgim', 'present']);
    expect(minutes[0]).toMatchObject({ signed_by: 'elena' });
    expect(await rows('action')).toMatchObject([{ owner: 'sam', state: 'open' }]);
  });
  it('Q11: objectives: values, and what when not met?', async () => {
    expect(await rows('measurement')).toMatchObject([
      {
        value: 31,
        target: '<= 14',
        met: false,
        analysis: 'one server',
        decided_by: 'mara',
        decision: expect.stringContaining('nonconformity: yes, because the policy says 14'),
      },
    ]);
  });
  it('Q12: people of my choice?', async () => {
    const drawn = JSON.parse(await run('sample', 'people', '--of', 'person', '--size', '2', '--seed', '7', '--json'));
    expect(drawn.drawn).toHaveLength(2);
    expect(await rows('acknowledgement')).toHaveLength(2);
    expect(await rows('competence')).toMatchObject([
      { person: 'sam', what: 'training', state: 'holds', since: '2027-04-05T08:00:00.000Z', until: '2028-04-05' },
      { person: 'mara', what: 'training' },
      { person: 'priya', what: 'auditor', shown_by: 'lead auditor', until: '2029-12-31', due_again: '2029-12-31' },
    ]);
  });
  it('Q13, Q14: what changed, and incidents: reassessed, a nonconformity, told in time?', async () => {
    expect(await rows('programme')).toMatchObject([{ version: 1, by: 'mara@desk' }]);
    expect(await rows('incident')).toMatchObject([
      {
        incident: 'INC-2027-001',
        reassess: 'no, because it was thought of (mara)',
        treatment: 'no, because encryption held (mara)',
        nonconformity: 'no, because nothing was broken (mara)',
        notify: 'dpa: no, because it is encrypted (mara)',
      },
    ]);
  });
  it('Q15: why believe this?', async () => {
    expect(await run('verify')).toMatch(/^Intact: \d+ events, head [0-9a-f]{64}/);
    expect((await rows('engine')).map((r: { kind: string }) => r.kind)).toContain('downtime');
    expect(await rows('refused')).toMatchObject([{ by: 'person:elena', why: 'may not answer' }]);
  });
});
