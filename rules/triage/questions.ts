import { jsonOf } from '../event.ts';
import type { Suggestion } from '../improvement/suggestion.ts';
import type { Finding } from '../nonconformity/finding.ts';
import type { Item } from '../task/state.ts';

/** A question of a triage, and what "yes" starts. */
export interface Question {
  starts?:
    | { what: 'duty'; duty: string; failed?: { risk: string; by: string } }
    | { what: 'failure'; duty?: string }
    | { what: 'nonconformity'; finding: Omit<Finding, 'by'> }
    | { what: 'improvement'; suggestion: Omit<Suggestion, 'by'> };
}

/** @param id the word that answers name it by. @returns a question as an item of the triage's task. */
export function question(id: string, text: string, { starts }: Question = {}): Item {
  const form = jsonOf(starts ? { starts } : {});
  return { id, text: { text }, file: false, kept: false, word: 'answer', form };
}
