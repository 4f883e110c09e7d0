import { describe, expect, it } from '@jest/globals';
import type { Duty, Programme } from '../../rules/programme.ts';
import { roleChanges } from '../../rules/role-change.ts';
import { duty, programme } from './programmes.ts';

const duties: Duty[] = [
  duty({ id: 'done', owner: 'role:hr' }),
  duty({ id: 'of-a-subject', owner: 'sam', subjects: [{ id: 'a', title: 'A', owner: 'role:hr' }] }),
  duty({ id: 'checked', owner: 'sam', verifier: 'role:hr' }),
  duty({ id: 'other', owner: 'sam', verifier: 'mara' }),
];
const held = (hr: string[]): Programme =>
  programme(duties, {
    roles: { hr, top: ['elena'] },
    processes: [
      { id: 'people', title: 'People', owner: 'role:hr' },
      { id: 'access', title: 'Access', owner: 'sam' },
    ],
  });

describe('another holder of a role', () => {
  it('who comes first, does its duties, owns its processes, and verifies', () => {
    expect(roleChanges(held(['lena']), held(['dana']))).toEqual([
      {
        role: 'hr',
        first: { was: 'lena', is: 'dana' },
        does: ['done', 'of-a-subject'],
        verifies: ['checked'],
        owns: ['people'],
      },
    ]);
  });

  it('who comes second, only verifies', () => {
    expect(roleChanges(held(['lena']), held(['lena', 'dana']))).toEqual([
      { role: 'hr', does: [], verifies: ['checked'], owns: [] },
    ]);
  });

  it('in another order, verifies nothing that they did not before', () => {
    expect(roleChanges(held(['lena', 'dana']), held(['dana', 'lena']))).toMatchObject([
      { verifies: [], owns: ['people'] },
    ]);
  });

  it('is none while the same people hold it', () => {
    expect(roleChanges(held(['lena']), held(['lena']))).toEqual([]);
  });
});
