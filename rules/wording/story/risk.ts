import type { Brought } from '../../brought.ts';
import { nameOf } from '../../organisation.ts';
import type { RiskEvents } from '../../risk/state.ts';
import type { StatementEvents } from '../../statement/state.ts';
import { type Body, type Phrase, said, until } from './phrase.ts';

type Own = keyof RiskEvents | keyof StatementEvents | 'criteria-approved';

/** What happens to a risk, to the criteria by which risks are rated, and to the statement of applicability. */
export const riskPhrases: Record<Own, Phrase> = {
  identified: (b, org) => `${b.brought ? 'brought it along' : 'named it'}, owned by ${nameOf(org, String(b.owner))}`,
  'handed-over': (b, org) => `gave it to ${nameOf(org, String(b.owner))}`,
  rated: (b, org) =>
    b.brought ? `brought its rating along: ${level(b)}${raterOf(b, org)}` : `rated it ${level(b)}${because(b.because)}`,
  retired: (b) => `retired it${because(b.because)}`,
  'treatment-decided': (b, org) =>
    `decided to ${String(b.option)} it${by(b.controls)}: ${said(b.text)}${action(b.action, org)}`,
  'treatment-done': (b, org) =>
    `carried the treatment out${b.verifiedBy ? `, verified by ${nameOf(org, String(b.verifiedBy))}` : ''}`,
  'treatment-taken-back': (b) => `took back that it was carried out${because(b.because)}`,
  'residual-rated': (b) => `rated what is left ${level(b)}${because(b.because)}`,
  'treatment-failed': (b) =>
    `${b.by === 'engine' ? 'found that the treatment' : 'did not accept it: the treatment'} failed${because(b.because)}`,
  'risk-accepted': (b, org) => {
    const approved = b.approved as { by: string } | undefined;
    const to = b.expires ? ` until ${String(b.expires)}` : '';
    const how = approved ? `, above the criteria, approved by ${nameOf(org, approved.by)}` : '';
    return `accepted it at level ${String(b.level)} of at most ${String(b.limit)}${to}${how}${because(b.because)}`;
  },
  'acceptance-expired': (b) => `found the acceptance run out after ${String(b.expires)}, and had the risk treated anew`,
  'controls-stated': (b) => `stated ${Object.keys((b.controls ?? {}) as object).length} controls: ${said(b.because)}`,
  'controls-determined': (b) => `has ${listOf(b.controls)} ${String(b.status)}: ${said(b.because)}`,
  'controls-taken-back': (b) => `has ${listOf(b.controls)} planned again: ${said(b.because)}`,
  'statement-approved': (b) => `approved version ${String(b.version)}`,
  'criteria-approved': () => 'approved these criteria',
};

function level({ consequence, likelihood, ...b }: Record<string, unknown>): string {
  return `${String(b.level)} (${String(consequence)} × ${String(likelihood)}), of at most ${String(b.limit)}`;
}

/** Who rated what was brought along, and when: only its file can say. */
function raterOf(b: Body, org: Parameters<Phrase>[1]): string {
  const { on } = b.brought as Brought;
  const who = b.by ? `by ${nameOf(org, String(b.by))}` : 'by whom the file does not say';
  return `; rated ${who}${on ? `, ${on}` : ''}${because(b.because)}`;
}

function because(words: unknown): string {
  return words ? `: ${said(words)}` : '';
}

function by(controls: unknown): string {
  const list = listOf(controls);
  return list ? ` by ${list}` : '';
}

function listOf(controls: unknown): string {
  return Array.isArray(controls) ? controls.join(', ') : '';
}

function action(planned: unknown, org: Parameters<Phrase>[1]): string {
  const { owner, due } = (planned ?? {}) as { owner?: string; due?: unknown };
  return owner ? `; ${nameOf(org, owner)} does it by ${until(due, org)}` : '';
}
