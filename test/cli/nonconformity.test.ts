import { describe, expect, it } from '@jest/globals';
import { statusOf } from '../../activities/status.ts';
import type { TaskState } from '../../rules/task/state.ts';
import { findings } from './findings.ts';

const company = findings();

async function proposals(): Promise<TaskState[]> {
  const rows = await company.scene.deps.register.loadRows<TaskState>('task', { kind: 'repeats' }, { limit: 50 });
  return rows.map((r) => r.state).sort((a, b) => (a.terms.opens < b.terms.opens ? -1 : 1));
}

async function raiseMinors(...days: string[]): Promise<void> {
  for (const raisedOn of days) await company.scene.raise({ raisedOn, title: `finding of ${raisedOn}` });
  await company.scene.settle();
}

const numberOf = ({ thread }: { thread: { ref?: { number: string } } }) => Number(thread.ref?.number.slice(1));

describe('three minors on one process', () => {
  it('are put to the lead once; accepted, a major names them, and they stay as they were', async () => {
    await raiseMinors('2026-06-01', '2027-03-01');
    expect(await proposals()).toEqual([]);
    await company.scene.raise({ grade: 'major' });
    await raiseMinors('2027-04-01');
    const before = await company.nonconformities();
    const [proposal, ...others] = await proposals();
    expect(others).toEqual([]);
    expect(proposal).toMatchObject({ assignee: 'mara', stage: 'open' });
    expect(proposal?.terms.origin).toMatchObject({
      minors: [{ display: 'NC-2027-001', number: '#1' }, { display: 'NC-2027-002' }, { display: 'NC-2027-004' }],
    });
    const status = await statusOf(company.scene.deps.register, company.scene.now());
    expect(status.needsYou).toMatchObject([{ waitsFor: 'proposal', of: ['mara'], display: proposal?.terms.display }]);
    if (!proposal) throw new Error('no proposal');
    await company.told('priya-nair', numberOf(proposal), '/accept', '2027-04-02T08:00');
    expect(await company.nonconformities()).toHaveLength(4);
    await company.told('mara-lindt', numberOf(proposal), '/accept', '2027-04-02T09:00');
    const after = await company.nonconformities();
    expect(after.at(-1)).toMatchObject({
      grade: 'major',
      assignee: 'priya',
      terms: {
        source: { kind: 'repeats' },
        raisedBy: 'mara',
        clauses: ['A.5.18'],
        title: { text: 'Three minors on Access management' },
      },
    });
    expect(after.at(-1)?.terms.links?.map((l) => l.display)).toEqual(['NC-2027-001', 'NC-2027-002', 'NC-2027-004']);
    expect(after.slice(0, 4).map((n) => [n.grade, n.clocks])).toEqual(before.map((n) => [n.grade, n.clocks]));
    expect((await statusOf(company.scene.deps.register, company.scene.now())).needsYou).toEqual([]);
    expect((await company.scene.deps.register.verify()).ok).toBe(true);
  });

  it('that were rejected are never put again; three new ones are', async () => {
    await raiseMinors('2027-02-01', '2027-03-01', '2027-04-01');
    const [proposal] = await proposals();
    if (!proposal) throw new Error('no proposal');
    await company.told('mara-lindt', numberOf(proposal), '/reject because each has another cause', '2027-04-02T09:00');
    expect((await proposals())[0]).toMatchObject({ verdict: 'rejected' });
    await raiseMinors('2027-04-03', '2027-04-04');
    expect(await proposals()).toHaveLength(1);
    await raiseMinors('2027-04-05');
    expect((await proposals())[1]?.terms.origin).toMatchObject({
      minors: [{ display: 'NC-2027-004' }, { display: 'NC-2027-005' }, { display: 'NC-2027-006' }],
    });
    expect(await company.nonconformities()).toHaveLength(6);
  });
});

/** Raised on 1 April, closed as effective on 10 July. */
async function closeFirst(): Promise<void> {
  await company.scene.raise({});
  await company.scene.settle();
  await company.agree();
  company.scene.set('2027-07-01T08:00:00.000Z');
  await company.scene.settle();
  await company.told('elena-costa', 2, '/effective none since', '2027-07-10T08:00');
}

describe('a nonconformity shown to people', () => {
  it('is on one page what it is, of which clause and process, what was answered, and how it was judged', async () => {
    await closeFirst();
    const { out } = await company.here.run('nc', 'show', 'NC-2027-001');
    for (const words of [
      /^nature +\S/m,
      /^process +Access management$/m,
      /^clauses +A\.5\.18$/m,
      /^ {2}✓ Root cause: c \(Priya Nair, Fri 2 Apr 2027\)$/m,
      /^ {2}✓ Corrective actions: n \(Priya Nair, Fri 2 Apr 2027\)$/m,
      /^ {2}✓ Plan agreed \(Mara Lindt, Fri 2 Apr 2027\)$/m,
      /^criterion +c \(Priya Nair, Fri 2 Apr 2027\)$/m,
      /^reviewer +Elena Costa$/m,
      /^ {2}effective, round 1: none since \(Elena Costa, Sat 10 Jul 2027\)$/m,
    ])
      expect(out).toMatch(words);
  });
});

describe('a closed nonconformity that happens again', () => {
  it('is offered by the ticket of one that resembles it; linked by the word, its verdict is annotated and it stays closed', async () => {
    await closeFirst();
    const [closed] = await company.nonconformities();
    expect(closed).toMatchObject({ closed: { at: '2027-07-10T08:00:00.000Z' } });
    await company.scene.raise({ raisedOn: '2027-07-11' });
    await company.scene.raise({ raisedOn: '2027-07-11', clauses: ['A.8.13'] });
    await company.scene.settle();
    const [, again, other] = await company.nonconformities();
    expect([again?.similar, other?.similar]).toMatchObject([[{ display: 'NC-2027-001', number: '#1' }], undefined]);
    if (!again) throw new Error('not raised');
    await company.told('priya-nair', numberOf(again), '/recurrence NC-2027-001', '2027-07-12T08:00');
    const [first, second] = await company.nonconformities();
    expect(second?.recurrenceOf).toMatchObject({ display: 'NC-2027-001' });
    expect(first?.recurrences).toMatchObject([
      { display: 'NC-2027-002', number: again.thread.ref?.number, at: '2027-07-12T08:00:00.000Z' },
    ]);
    expect([first?.closed, first?.verdicts]).toEqual([closed?.closed, closed?.verdicts]);
    const shown = JSON.parse((await company.here.run('nc', 'show', 'NC-2027-001', '--json')).out);
    expect(shown).toMatchObject({ recurrences: [{ display: 'NC-2027-002' }], verdicts: [{ verdict: 'effective' }] });
    expect((await company.here.run('nc', 'show', 'NC-2027-001')).out).toMatch(
      /happened +again as NC-2027-002[\s\S]*the verdict stays/,
    );
    expect((await company.here.run('nc', 'show', 'NC-2027-002')).out).toMatch(/recurrence +of NC-2027-001/);
    expect((await company.scene.deps.register.verify()).ok).toBe(true);
  });

  it('is not offered after a year', async () => {
    await closeFirst();
    company.scene.set('2028-07-11T08:00:00.000Z');
    await company.scene.raise({});
    expect((await company.nonconformities())[1]?.similar).toBeUndefined();
  });

  it('can be named when the new one is raised; one that is open, unknown, or no nonconformity cannot', async () => {
    await closeFirst();
    await company.scene.raise({ raisedOn: '2027-07-11' });
    const raise = [
      'nc',
      'raise',
      '--title',
      't',
      '--nature',
      'n',
      '--clause',
      'A.8.2',
      '--process',
      'access',
      '--as',
      'mara',
    ];
    for (const [name, why] of [
      ['NC-2027-002', 'NC-2027-002 is not closed; what happens again belongs into it'],
      ['NC-2027-009', 'no nonconformity is called NC-2027-009; see dutybound nc list --all'],
      ['#2', 'no nonconformity is called #2'],
    ] as const) {
      const { code, err } = await company.here.run(...raise, '--recurrence-of', name);
      expect([code, err]).toEqual([1, expect.stringContaining(`--recurrence-of: ${why}`)]);
    }
    const { err } = await company.here.run(...raise, '--clause', 'A5.15', '99.9');
    expect(err).toMatch(/^--clause: found "A5.15"; write a clause of .*\n--clause: found "99.9"; write/m);
    expect(await company.nonconformities()).toHaveLength(2);
    expect((await company.here.run(...raise, '--recurrence-of', 'NC-2027-001')).code).toBe(0);
    const all = await company.nonconformities();
    const named = all.find((n) => n.recurrenceOf);
    expect(named?.recurrenceOf?.display).toBe('NC-2027-001');
    expect(all[all.findIndex((n) => n.terms.display === 'NC-2027-001')]?.recurrences).toMatchObject([
      { display: named?.terms.display },
    ]);
  });
});
