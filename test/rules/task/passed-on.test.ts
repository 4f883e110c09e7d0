import { describe, expect, it } from '@jest/globals';
import type { TaskTerms } from '../../../rules/task/state.ts';
import { question } from '../../../rules/triage/questions.ts';
import { rules } from './rules.ts';
import { at } from './terms.ts';
import { assigns, heard, lastComment, run, ticketOf, type World, world } from './world.ts';

const criteria = { consequence: { steps: 5 }, likelihood: { steps: 5 }, acceptable: 8 };
const triage = { kind: 'triage', owner: 'mara', evidence: [question('scope', 'does the scope change?')] } as const;
const repeats = { kind: 'repeats', owner: 'mara', process: 'sales', origin: { minors: [] }, evidence: [] } as const;

const cases = [
  ['a triage', triage, { lead: ['jonas'] }, '/answer scope no because nothing new', 'decided'],
  ['a proposal to raise a major', repeats, { lead: ['jonas'] }, '/reject because they differ', 'rejected'],
  [
    'risk criteria',
    { kind: 'risk-criteria', owner: 'elena', evidence: [], risks: { criteria } },
    { top: ['jonas'] },
    '/approve',
    'approved',
  ],
] as const;

const assignees = (w: World) => ticketOf(w).ticket.assignees.map(({ login }) => login);

function opened(parts: object): World {
  return run(world(rules, { terms: parts as Partial<TaskTerms> }), at('04-05 10:00'));
}

/** Roles change hands, and the engine looks. */
function roles(w: World, held: Record<string, readonly string[]>): World {
  const before = w.org.programme.roles;
  w.org = { ...w.org, programme: { ...w.org.programme, roles: { ...before, ...(held as typeof before) } } };
  return run(w, at('04-07 10:00'));
}

describe.each(cases)('%s whose decider no longer holds the role', (_, parts, held, word, verdict) => {
  it('goes to whoever holds it now: they are told once, chased, and their word counts', () => {
    const w = roles(opened(parts), held);
    expect([w.state.assignee, assignees(w)]).toEqual(['jonas', ['jonas-weber']]);
    const from = parts.owner === 'mara' ? 'Mara Lindt' : 'Elena Costa';
    expect(w.comments.map(({ text, told }) => [text, told])).toEqual([
      [`This is Jonas Weber’s from now on: it is not ${from}’s to decide any more.`, ['jonas']],
    ]);
    run(w, at('04-14 10:00'));
    expect(w.log.filter(({ kind }) => kind === 'chased').map(({ body }) => body.to)).toEqual([['jonas']]);
    expect(heard(w, parts.owner, word)).toContain('on this ticket Jonas Weber may');
    heard(w, 'jonas', word);
    expect(w.state.verdict).toBe(verdict);
  });

  it('stays where it is while they hold it, and where somebody else holds it as well', () => {
    const [role] = Object.keys(held) as ['lead' | 'top'];
    const w = roles(opened(parts), { [role]: ['jonas', parts.owner] });
    assigns(w, parts.owner, 'jonas');
    run(w, at('04-07 11:00'));
    expect(w.state.assignee).toBe(parts.owner);
    expect(lastComment(w)).toContain('This stays with ');
  });
});

describe('a proposal about a process that the lead came to own', () => {
  it('goes to top management', () => {
    const w = opened(repeats);
    const [process] = w.org.programme.processes;
    if (!process) throw new Error('no process');
    const processes = [{ ...process, id: 'sales', owner: 'mara' }];
    w.org = { ...w.org, programme: { ...w.org.programme, processes } };
    run(w, at('04-07 10:00'));
    expect([w.state.assignee, assignees(w)]).toEqual(['elena', ['elena-costa']]);
  });
});

describe('an opportunity for improvement whose owner has left the programme', () => {
  it('goes to the lead, who decides it', () => {
    const w = opened({ kind: 'improvement', owner: 'priya', evidence: [] });
    const people = w.org.programme.people.filter(({ id }) => id !== 'priya');
    w.org = { ...w.org, programme: { ...w.org.programme, people } };
    run(w, at('04-07 10:00'));
    expect([w.state.assignee, assignees(w)]).toEqual(['mara', ['mara-lindt']]);
    heard(w, 'mara', '/decline out of scope because it is another company’s');
    expect(w.state.verdict).toBe('declined');
  });
});
