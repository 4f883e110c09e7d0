import { describe, expect, it } from '@jest/globals';
import type { Duty, Person, Programme } from '../../../rules/programme.ts';
import { compare } from '../../../rules/weakening.ts';
import { saidChanges } from '../../../rules/wording/difference.ts';
import { days, duty, L2, months, programme } from '../programmes.ts';

const person = (id: string, name: string): Person => ({ id, name, accounts: { github: id }, channel: 'mail' });
const people = [person('mara', 'Mara Lindt'), person('elena', 'Elena Costa'), person('dana', 'Dana Roth')];
const around = (more: Partial<Programme> = {}) => ({ people, roles: { lead: ['mara'], top: ['elena'] }, ...more });
const words = (was: Programme, is: Programme) => saidChanges(compare(was, is), was, is).map((c) => c.words);
const ofDuty = (old: Partial<Duty>, now: Partial<Duty>) =>
  words(
    programme([duty({ title: 'Access', ...old })], around()),
    programme([duty({ title: 'Access', ...now })], around()),
  );
const item = { id: 'removals', text: 'proof that they were done', file: true, kept: true, maxAge: days(14) };

describe('a change of a duty in words', () => {
  it.each<[Partial<Duty>, Partial<Duty>, string]>([
    [
      { verifier: 'elena' },
      { verifier: 'dana' },
      'Access: Dana Roth checks what is handed in; until now Elena Costa did',
    ],
    [
      { every: months(1) },
      { every: { rule: 'FREQ=MONTHLY;BYDAY=2TU' } },
      'Access: owed every month on the second Tuesday instead of every month',
    ],
    [{ evidence: [item] }, { evidence: [] }, 'Access: “proof that they were done” need not be handed in any more'],
    [
      { evidence: [item] },
      { evidence: [{ ...item, file: false }] },
      'Access: for “proof that they were done” no file or link is needed any more: words are enough',
    ],
    [
      { evidence: [item] },
      { evidence: [{ ...item, maxAge: days(30) }] },
      'Access: “proof that they were done” may be up to 30 days old instead of up to 14 days old',
    ],
    [{ extensions: 1 }, { extensions: 3 }, 'Access: may be extended 3 times instead of once'],
    [
      { missedGrade: 'major' },
      { missedGrade: 'minor' },
      'Access: missed, it is a minor nonconformity instead of a major one',
    ],
    [{ subjects: [{ id: 'aws', title: 'AWS' }] }, { subjects: [] }, 'Access: AWS: owed for it no longer'],
    [
      { stages: { report: days(7) } },
      { stages: { report: days(14) } },
      'Access: stages report 7 days -> report 14 days',
    ],
  ])('has its title, and what follows: %j -> %j', (old, now, said) => {
    expect(ofDuty(old, now)).toEqual([said]);
  });

  it('that nobody checks any more says who did', () => {
    const { verifier: _, ...unverified } = duty({ title: 'Access' });
    const was = programme([duty({ title: 'Access', verifier: 'role:lead' })], around());
    expect(words(was, programme([unverified], around()))).toEqual([
      'Access: nobody checks what is handed in any more; until now Mara Lindt (lead) did',
    ]);
  });

  it('that goes says that it is owed no longer', () => {
    expect(words(programme([duty({ title: 'Access' })]), programme([]))).toEqual(['Access: is owed no longer']);
  });
});

describe('another change in words', () => {
  const was = programme([], around());
  it.each<[Partial<Programme>, string[]]>([
    [{ roles: { lead: ['dana'], top: ['elena'] } }, ['Compliance lead: Dana Roth instead of Mara Lindt']],
    [
      { people: [...people.slice(0, 2), { ...person('dana', 'Dana Roth'), accounts: { github: 'roth' } }] },
      ['Dana Roth acts under roth at github instead of dana at github'],
    ],
    [
      { clocks: { ...was.clocks, minor: { ...was.clocks.minor, plan: days(90) } } },
      [expect.stringMatching(/^A minor nonconformity: its plan has to be there within 90 days instead of /)] as never,
    ],
    [
      { ladders: was.ladders.map((l) => (l.id === L2.id ? { ...l, rungs: [] } : l)) },
      ['Ladder L2: people are reminded later, or fewer of them'],
    ],
  ])('names people, clocks, and ladders: %#', (now, said) => {
    expect(words(was, programme([], around(now)))).toEqual(said);
  });
});
