import type { Person } from '../../../rules/programme.ts';
import { advanceTask } from '../../../rules/task/advance.ts';
import { draftTask } from '../../../rules/task/draft.ts';
import { evolveTask } from '../../../rules/task/evolve.ts';
import { duty } from '../programmes.ts';
import { organisation } from '../task/people.ts';
import { at } from '../task/terms.ts';
import { assigns, down, says, step, type World, world } from '../task/world.ts';

/** The rules of a task as they are. */
export const rules = { advanceTask, evolveTask, draftTask };
const competence = { auditor: { until: '2027-12-31', proof: 'lead auditor, 2025' } };

/** Ken audits; Sam, whom Jonas manages, owns what rests on A.5.18; Mara leads; Priya may audit, too. */
export function company(who = ['ken', 'priya', 'jonas', 'mara']) {
  const org = organisation({ duties: [duty({ verifier: 'elena' })] });
  const people = org.programme.people.map((p): Person => (who.includes(p.id) ? { ...p, competence } : p));
  return { ...org, programme: { ...org.programme, people } };
}

/** Ken's audit, whose fieldwork began on 7 April. @param against what stood against him when it opened. */
export function fieldwork(org = company(), scope = ['7.2', 'A.5.18'], against: string[] = []): World {
  const audit = {
    title: { text: 'Internal audit, 2027 H1' },
    period: '2027-04-16',
    scope,
    opening: { person: 'ken', rows: scope, competence: competence.auditor, bars: against.map((text) => ({ text })) },
  };
  const w = world(rules, {
    org,
    terms: {
      kind: 'internal-audit',
      slot: 'fieldwork',
      owner: 'ken',
      title: { text: 'Internal audit, 2027 H1: fieldwork' },
      evidence: [{ id: 'findings', text: { text: 'each as you make it' }, file: false, kept: false, word: 'finding' }],
      audit,
      clauses: ['9.2'],
    },
  });
  return down(w, at('04-07 10:00'));
}

/** Somebody says something, and an hour passes. */
export function says1(w: World, who: string, text: string): World {
  says(w, who, text);
  step(w);
  return later(w);
}

/** The ticket is given to somebody else, and an hour passes. */
export function gives(w: World, to: string): World {
  assigns(w, 'ken', to);
  step(w);
  step(w);
  return later(w);
}

export function later(w: World): World {
  return down(w, new Date(Date.parse(w.now) + 3_600_000).toISOString());
}

/** Who is assigned in the tracker. */
export const standing = (w: World) => w.ticket?.ticket.assignees.map((a) => a.login);
/** Who was told that an auditor may not audit. */
export const told = (w: World) => w.notices.filter((n) => n.subject.includes('may not audit')).map((n) => n.to);
