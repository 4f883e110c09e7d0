import { describe, expect, it } from '@jest/globals';
import { loadOrganisation } from '../../activities/organisation.ts';
import { yearOf } from '../../activities/status/year.ts';
import { step } from '../../activities/steps/step.ts';
import { keyOf } from '../../rules/keys.ts';
import type { OccurrenceState } from '../../rules/occurrence-state.ts';
import { REPO } from './company.ts';
import { playedDesk } from './played.ts';

const PEOPLE = `
  sam: { name: Sam Okoro, mail: sam@example.com, github: sam-okoro, manager: mara }
  mara: { name: Mara Lindt, mail: mara@example.com, github: mara-lindt, manager: elena }
  priya: { name: Priya Nair, mail: priya@example.com, github: priya-nair, manager: elena, competence: { auditor: { until: 2029-12-31, proof: "lead auditor" } } }
  elena: { name: Elena Costa, mail: elena@example.com, github: elena-costa }`;

/** Planned five days before it is due. */
const AUDIT = `
  audit: { kind: internal-audit, title: audit, ask: Do it., process: access, ladder: L2, clause: 9.2, owner: priya, verifier: elena, every: 1 year, first: 2027-04-16, stages: { plan: -5 days }, evidence: { report: the report } }
audit: { cycle: { from: 2027-01-01 } }`;

const PLAN = '/scope 7.4\n/evidence criteria the standard\n/evidence sample all';

async function audit() {
  const { here, scene } = await playedDesk('2027-04-01T08:00:00.000Z', undefined, PEOPLE);
  await scene.apply(AUDIT);
  await scene.settle();
  const ticket = (stage: string) => {
    const all = scene.sandbox.store.repositories.flatMap((r) => [...r.tickets.values()]);
    return all.find((t) => t.title.endsWith(stage))?.number ?? 0;
  };
  /** People act, and the engine is not there. */
  const down = (instant: string, ...acts: (() => void)[]) => {
    scene.set(`${instant}:00.000Z`);
    for (const act of acts) act();
  };
  return {
    scene,
    down,
    async at(instant: string, ...acts: (() => void)[]) {
      down(instant, ...acts);
      await scene.settle();
    },
    /** Nobody looks at what has ended before its tracker tells of it. */
    async lookAt(slot: string) {
      const [{ key } = { key: '' }] = await scene.deps.register.rows('task', { slot }, { limit: 1 });
      await step(scene.deps, key);
      await scene.settle();
    },
    says: (login: string, stage: string, text: string) => () => scene.says(login, ticket(stage), text),
    closes: (stage: string) => () => void scene.sandbox.act.close('priya-nair', REPO, ticket(stage), 'completed'),
    attaches: (stage: string) => () =>
      void scene.sandbox.act.attach('priya-nair', REPO, ticket(stage), 'report.pdf', Buffer.from('it'), 'report.pdf'),
    rows: async (table: string) => JSON.parse((await here.run('records', table, '--json')).out).rows,
    year: async () =>
      yearOf(scene.deps.register, await loadOrganisation(scene.deps.register, scene.now()), scene.now()),
  };
}

describe('a duty of several stages', () => {
  it('that was planned and never held is waived, and stands among what was not done', async () => {
    const { at, says, closes, rows } = await audit();
    await at('2027-04-09T08:00', says('priya-nair', 'plan', PLAN), closes('plan'));
    await at('2027-04-12T08:00', says('priya-nair', 'fieldwork', '/waive because nobody has the time'));
    await at('2027-04-12T12:00', says('elena-costa', 'fieldwork', '/approve'));
    const waived = { duty: 'audit', state: 'waived', handed_in: '', nonconformity: expect.stringMatching(/^NC-/) };
    expect(await rows('ledger')).toMatchObject([waived]);
    expect(await rows('late')).toMatchObject([waived]);
    expect(await rows('nonconformities')).toMatchObject([{ source: 'waived', clauses: '9.2' }]);
  });

  it('has the time back that the engine was down between two of them, in the ticket and in the ledger', async () => {
    const { at, down, says, closes, attaches, rows } = await audit();
    down('2027-04-08T08:00', says('priya-nair', 'plan', PLAN), closes('plan'));
    await at('2027-05-05T08:00');
    const moved = { due: '2027-05-13', hard_limit: '2027-05-27', opened_late_days: 27 };
    expect(await rows('ledger')).toMatchObject([{ duty: 'audit', state: 'open', ...moved }]);
    expect(await rows('nonconformities')).toEqual([]);
    await at('2027-05-10T08:00', says('priya-nair', 'fieldwork', '/finding none because all is well'));
    await at('2027-05-10T09:00', closes('fieldwork'));
    await at('2027-05-12T08:00', attaches('report'), closes('report'));
    await at('2027-05-12T12:00', says('elena-costa', 'report', '/accept'));
    expect(await rows('ledger')).toMatchObject([{ state: 'done', days_late: '', ...moved }]);
    expect(await rows('nonconformities')).toEqual([]);
  });

  it('was opened in time where its ticket is there from a time that the register has forgotten', async () => {
    const { scene, at, down, says, closes, rows } = await audit();
    const { register } = scene.deps;
    const [row] = await register.loadRows<OccurrenceState>('occurrence', {}, { limit: 1 });
    if (!row) throw new Error('no occurrence is open');
    const { instance = '' } = (await loadOrganisation(register, scene.now())).programme;
    const key = `${keyOf({ instance, ...row.state, slot: 'fieldwork' })}-1`;
    const of = {
      tracker: 'github',
      ticketId: '77',
      display: 'AUD-77',
      number: '#77',
      url: 'https://t/77',
      open: false,
    };
    down('2027-04-08T08:00', says('priya-nair', 'plan', PLAN), closes('plan'));
    await register.write((tx) => tx.putStrays([{ ...of, key, created: '2027-04-08T08:01:00.000Z' }]));
    await at('2027-05-05T08:00');
    expect(await rows('ledger')).toMatchObject([{ due: '2027-04-16', hard_limit: '2027-04-30', opened_late_days: '' }]);
  });

  it('says until when it was extended and by whom, beside the dates that it was planned with', async () => {
    const { at, says, closes, attaches, rows } = await audit();
    await at('2027-04-09T08:00', says('priya-nair', 'plan', PLAN), closes('plan'));
    await at(
      '2027-04-12T08:00',
      says('priya-nair', 'fieldwork', '/finding none because all is well'),
      closes('fieldwork'),
    );
    await at('2027-04-13T08:00', says('priya-nair', 'report', '/extend 2027-04-30 because two are away'));
    await at('2027-04-13T12:00', says('elena-costa', 'report', '/approve'));
    const given = {
      due: '2027-04-16',
      due_as_extended: '2027-04-30',
      hard_limit_as_extended: expect.stringMatching(/^2027-05-/),
      extended: '2027-04-16 to 2027-04-30, approved by elena',
      extensions: 1,
    };
    expect(await rows('ledger')).toMatchObject([{ ...given, state: 'open', late: '' }]);
    await at('2027-04-28T08:00', attaches('report'), closes('report'));
    await at('2027-04-28T12:00', says('elena-costa', 'report', '/accept'));
    const [row] = await rows('ledger');
    expect(row).toMatchObject({ ...given, state: 'done', late: '', handed_in: '2027-04-28T08:00:00.000Z' });
    expect(row.hard_limit < row.hard_limit_as_extended).toBe(true);
  });

  it('says who rejected it after its end, what it was until then, and until when it is due anew', async () => {
    const { at, down, lookAt, says, closes, attaches, rows } = await audit();
    await at('2027-04-09T08:00', says('priya-nair', 'plan', PLAN), closes('plan'));
    await at(
      '2027-04-12T08:00',
      says('priya-nair', 'fieldwork', '/finding none because all is well'),
      closes('fieldwork'),
    );
    await at('2027-04-13T08:00', attaches('report'), closes('report'));
    await at('2027-04-13T12:00', says('elena-costa', 'report', '/accept'));
    expect(await rows('ledger')).toMatchObject([{ state: 'done', rejected_after_end: '', due_as_extended: '' }]);
    down('2027-05-20T08:00', says('elena-costa', 'report', '/reject because it is of another year'));
    await lookAt('report');
    const anew = {
      due: '2027-04-16',
      due_as_extended: '2027-06-03',
      rejected_after_end: '2027-05-20T08:00:00.000Z by elena, was verified 2027-04-13T12:00:00.000Z',
    };
    expect(await rows('ledger')).toMatchObject([{ ...anew, state: 'open', handed_in: '', late: '' }]);
    await at('2027-06-02T08:00', attaches('report'), closes('report'));
    await at('2027-06-02T12:00', says('elena-costa', 'report', '/accept'));
    expect(await rows('ledger')).toMatchObject([{ ...anew, state: 'done', handed_in: '2027-06-02T08:00:00.000Z' }]);
  });

  it('keeps its interval though a stage on the way was late, which stands beside it', async () => {
    const { at, says, closes, attaches, rows, year } = await audit();
    await at('2027-04-13T08:00', says('priya-nair', 'plan', PLAN), closes('plan'));
    const stages = { stages_late: 'plan 1 day', late: '' };
    // Half of it is neither handed in nor done by anybody.
    expect(await rows('ledger')).toMatchObject([{ ...stages, state: 'open', handed_in: '', done_by: '' }]);
    await at(
      '2027-04-14T08:00',
      says('priya-nair', 'fieldwork', '/finding none because all is well'),
      closes('fieldwork'),
    );
    await at('2027-04-15T08:00', attaches('report'), closes('report'));
    await at('2027-04-15T12:00', says('elena-costa', 'report', '/accept'));
    expect(await rows('ledger')).toMatchObject([
      {
        ...stages,
        state: 'done',
        days_late: '',
        handed_in: '2027-04-15T08:00:00.000Z',
        done_by: 'priya',
        verified_by: 'elena',
      },
    ]);
    expect(await rows('late')).toEqual([]);
    expect(await year()).toMatchObject({ owed: 1, done: 1, late: 0 });
  });
});
