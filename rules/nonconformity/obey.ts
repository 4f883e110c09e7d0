import type { CommentAct } from '../acts.ts';
import { answer, misused, refuse } from '../answers.ts';
import type { Verb } from '../commands.ts';
import { report } from '../occasion/report.ts';
import { answerWith } from '../wording/nonconformity/help.ts';
import { belongsElsewhere, cannotBeWaived, finished, severalOpen } from '../wording/nonconformity/replies.ts';
import { decideExtension, extend } from './extension.ts';
import { recordLetter } from './letters.ts';
import { agreePlan, denyPlan, planWaits } from './plan.ts';
import { stateRecurrence } from './recurrence.ts';
import { annul, decideProposal, regrade } from './regrade.ts';
import type { NonconformityState } from './state.ts';
import { draftAction, writeStep } from './steps.ts';
import type { NonconformityTurn } from './turn.ts';
import { whoMay } from './who-may.ts';

/** Does what a command asks, or says why not (docs/reference/words.md). */
export function obey(turn: NonconformityTurn, act: CommentAct): void {
  const { verb } = act.command;
  if (verb === 'help' && act.by) return answer(turn, act, 'help', answerWith(turn.state, turn.org, act.at));
  if (!act.by) return refuse(turn, act, whoMay(turn.state, turn.org, verb));
  if (turn.state.closed) return answer(turn, act, 'closed', finished(turn.state));
  switch (verb) {
    case 'correction':
    case 'extent':
    case 'similar':
    case 'cause':
    case 'criterion':
    case 'no-action':
    case 'changes':
      return writeStep(turn, act, verb);
    case 'action':
      return draftAction(turn, act);
    case 'approve':
    case 'deny':
      return decide(turn, act);
    case 'extend':
      return extend(turn, act);
    case 'regrade':
      return regrade(turn, act);
    case 'annul':
      return annul(turn, act);
    case 'accept':
    case 'reject':
      return decideProposal(turn, act);
    case 'sent':
    case 'accepted-plan':
    case 'validated':
      return recordLetter(turn, act, verb);
    case 'recurrence':
      return stateRecurrence(turn, act);
    case 'event':
      return report(turn, act);
    case 'waive':
      return answer(turn, act, 'a nonconformity cannot be waived', cannotBeWaived(turn.state, act.at));
    default:
      return answer(turn, act, 'not a word for nonconformities', belongsElsewhere(turn.state, verb as Verb));
  }
}

/** `approve` and `deny`, of the plan or the extension; named where both wait. */
function decide(turn: NonconformityTurn, act: CommentAct): void {
  const named = /\b(extension|plan)\b/i.exec(act.command.text.split('\n')[0] ?? '')?.[1]?.toLowerCase();
  const open = openRequests(turn.state);
  const what =
    (act.command.verb === 'approve' ? named : startsWithName(act)) ??
    (open.length < 2 ? (open[0] ?? 'plan') : undefined);
  if (!what) return answer(turn, act, 'several requests are open', severalOpen(act.command.verb));
  const reason = act.command.text.replace(/^(extension|plan)\b\s*(because\b)?[\s:,…]*/i, '');
  if (what === 'extension') {
    if (!turn.state.extension)
      return misused(turn, act, 'no extension is being asked for; a request lapses when the deadline passes');
    return decideExtension(turn, act, reason);
  }
  return act.command.verb === 'approve' ? agreePlan(turn, act) : denyPlan(turn, act, reason);
}

/** In a refusal the word counts only at the beginning: its reason may speak of plans. */
function startsWithName(act: CommentAct): string | undefined {
  return /^(extension|plan)\b/i.exec(act.command.text)?.[1]?.toLowerCase();
}

function openRequests(state: NonconformityState): ('extension' | 'plan')[] {
  return [...(state.extension ? (['extension'] as const) : []), ...(planWaits(state) ? (['plan'] as const) : [])];
}
