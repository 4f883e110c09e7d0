import type { CommentAct } from '../acts.ts';
import { answer, misused, refuse } from '../answers.ts';
import { worksFor } from '../authority.ts';
import { type Verb, words } from '../commands.ts';
import { namesOf } from '../organisation.ts';
import type { Message } from '../ticket.ts';
import { obeyReview } from './effectiveness.ts';
import { approvers, verifiers } from './people.ts';
import { decide, extend, waiveByWord } from './requests.ts';
import { actorOf, record, type TaskTurn } from './turn.ts';
import { accept, reject } from './verification.ts';

/** Does what a command asks, or says why not. Whoever is unknown to the programme is told who may. */
export function obey(turn: TaskTurn, act: CommentAct): void {
  if (turn.state.terms.kind === 'effectiveness-review' && obeyReview(turn, act)) return;
  switch (act.command.verb) {
    case 'help':
      return act.by ? help(turn, act) : refuse(turn, act, 'people of the programme');
    case 'evidence':
      return giveEvidence(turn, act);
    case 'done':
      return refuse(turn, act, workers(turn));
    case 'accept':
      return accept(turn, act);
    case 'reject':
      return reject(turn, act);
    case 'extend':
      return extend(turn, act);
    case 'waive':
      return waiveByWord(turn, act);
    case 'approve':
    case 'deny':
      return decide(turn, act);
    default:
      return answer(turn, act.id, 'not a word for tasks', [
        [{ command: act.command.verb }, ' belongs on another kind of ticket. Here you can use ', ...listOf(turn), '.'],
      ]);
  }
}

function giveEvidence(turn: TaskTurn, act: CommentAct): void {
  const { state, org } = turn;
  if (!act.by || !worksFor(org, act.by, state.assignee, act.at)) return refuse(turn, act, workers(turn));
  const [id = '', ...rest] = act.command.text.split(/\s+/);
  const item = state.terms.evidence.find((e) => e.id === id.toLowerCase().replace(/:$/, ''));
  const known = state.terms.evidence.map((e) => e.id).join(', ');
  if (!item) return misused(turn, act, known ? `the item must be one of: ${known}` : 'this task asks for no evidence');
  const url = act.command.links[0];
  const text = rest.join(' ').replace(/^because\b\s*/i, '');
  if (!url && text === '') return misused(turn, act, 'it needs a link or a text');
  if (item.file && !url) return misused(turn, act, `${item.id} needs a file or a link`);
  const how = url ? 'link' : /^none needed\b/i.test(text) ? 'none-needed' : 'text';
  const evidence = { item: item.id, by: act.by, at: act.at, how, name: { text: url ?? text }, ...(url && { url }) } as const;
  record(turn, 'evidence-given', { evidence, cause: act.id }, act.at, actorOf(act.by, act.asserted));
}

function workers(turn: TaskTurn): string {
  return `${namesOf(turn.org, [turn.state.assignee], 'or')}, their delegate or their manager`;
}

function help(turn: TaskTurn, act: CommentAct): void {
  const { state, org } = turn;
  const rows: [Verb, string][] = [];
  if (state.stage === 'open') {
    rows.push(['evidence', workers(turn)], ['done', workers(turn)], ['extend', 'asks for a later date'], ['waive', 'asks not to do this one']);
    if (state.extension || state.waiver)
      rows.push(['approve', deciding(turn)], ['deny', deciding(turn)]);
  }
  if (state.stage === 'submitted') {
    const who = namesOf(org, verifiers(state, org), 'or');
    rows.push(['accept', who], ['reject', who]);
  }
  const lines: Message = rows.map(([verb, who]) => [{ command: `${verb} ${words[verb].form}`.trim() }, `: ${who}`]);
  const first = state.stage === 'ended' ? 'This is finished; nothing needs to be done.' : 'What you can write here, each in a comment of its own:';
  answer(turn, act.id, 'help', [[first], ...lines]);
}

function deciding(turn: TaskTurn): string {
  const what = turn.state.extension ? 'extension' : 'waiver';
  return namesOf(turn.org, approvers(turn.state, turn.org, what).allowed, 'or');
}

function listOf(turn: TaskTurn): Message[number] {
  const verbs: Verb[] = turn.state.stage === 'submitted' ? ['accept', 'reject', 'help'] : ['evidence', 'done', 'extend', 'waive', 'help'];
  return verbs.flatMap((verb, i) => [...(i > 0 ? [', '] : []), { command: verb }]);
}
