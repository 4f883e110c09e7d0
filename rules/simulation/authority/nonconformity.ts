import type { RecordedEvent } from '../../event.ts';
import type { NonconformityState } from '../../nonconformity/state.ts';
import { leads, type Organisation, topManagement } from '../../organisation.ts';
import type { PersonId } from '../../programme.ts';
import { nearest, type Ruling } from './levels.ts';

type Rule = (state: NonconformityState, org: Organisation, event: RecordedEvent) => Ruling | undefined;

/** By kind of event of a nonconformity that decides something: who could. */
export const nonconformityDecisions: Readonly<Record<string, Rule>> = {
  'plan-agreed': agreeingPlan,
  'plan-denied': agreeingPlan,
  'extension-approved': (state, org) => agreeing(state, org, 'extend', state.extension?.by),
  'extension-denied': (state, org) => agreeing(state, org, 'extend', state.extension?.by),
  'proposal-rejected': (state, org) => byHolders(agreeing(state, org, 'plan')),
  graded: (state, org, { body }) => {
    const { by, rule } = body;
    // The clock turns a grade by itself.
    if (by === undefined) return undefined;
    const barred = owners(state);
    // The certification body decided; the lead records its letter.
    if (rule === 'body') return { allowed: leads(org), barred: [] };
    if (rule === 'annul') return { allowed: topManagement(org), barred };
    if (rule === 'regrade') return { allowed: [...leads(org), ...topManagement(org)], barred };
    return byHolders(agreeing(state, org, 'plan'));
  },
};

function agreeing(state: NonconformityState, org: Organisation, power: 'plan' | 'extend', asker?: PersonId): Ruling {
  const barred = [...owners(state), ...(asker ? [asker] : [])];
  return { allowed: nearest([leads(org), topManagement(org)], barred), barred, power };
}

/** The auditor whose finding it is may, beside the lead. */
function agreeingPlan(state: NonconformityState, org: Organisation): Ruling {
  const { allowed, ...ruling } = agreeing(state, org, 'plan');
  const { source, raisedBy } = state.terms;
  return { ...ruling, allowed: source.kind === 'finding' && raisedBy ? [...allowed, raisedBy] : allowed };
}

/** No delegation lends it. */
function byHolders({ allowed, barred }: Ruling): Ruling {
  return { allowed, barred };
}

function owners({ terms, assignee }: NonconformityState): PersonId[] {
  return [terms.owner, assignee];
}
