import { byPerson } from '../actor.ts';
import type { CommentAct } from '../acts.ts';
import { answer, misused, refuse } from '../answers.ts';
import { obeyAuditor } from '../audit/approval.ts';
import { worksFor } from '../authority.ts';
import { addressesLast } from '../commands.ts';
import { report } from '../occasion/report.ts';
import { givenBy } from '../wording/phrases.ts';
import { ownWords } from './by-word.ts';
import { fill } from './filling.ts';
import { help, listOf, whoMay, workers } from './help.ts';
import { decide, extend, waiveByWord } from './requests.ts';
import { assigneeAt } from './state.ts';
import { record, type TaskTurn } from './turn.ts';
import { accept, reject } from './verification.ts';
import { whoDecidesBy } from './who-decides.ts';

/** Does what a command asks, or says why not. Whoever is unknown to the programme is told who may. */
export function obey(turn: TaskTurn, act: CommentAct): void {
  const { verb } = act.command;
  if (!act.by && verb !== 'effective' && verb !== 'ineffective')
    return refuse(turn, act, whoDecidesBy(turn, verb) ?? whoMay(turn, verb));
  if (ownWords(turn.state)?.obey(turn, act) || obeyAuditor(turn, act) || fill(turn, act)) return;
  switch (verb) {
    case 'event':
      return report(turn, act);
    case 'help':
      return help(turn, act);
    case 'evidence':
      return giveEvidence(turn, act);
    case 'done':
      return done(turn, act);
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
      return answer(turn, act, 'not a word for tasks', [
        [{ command: verb }, ' belongs on another kind of ticket. Here you can use ', ...listOf(turn), '.'],
      ]);
  }
}

/** The word is a close: while the task is open it is answered as one; after that it adds nothing. */
function done(turn: TaskTurn, act: CommentAct): void {
  const { state, org } = turn;
  if (!act.by || !worksFor(org, act.by, assigneeAt(state, act.at), act.at)) return refuse(turn, act, workers(turn));
  if (state.stage !== 'open')
    record(turn, 'noted', { why: 'handed in already', by: act.by, cause: act.id }, act.at, byPerson(act.by));
}

function giveEvidence(turn: TaskTurn, act: CommentAct): void {
  const { state, org } = turn;
  if (!act.by || !worksFor(org, act.by, state.assignee, act.at)) return refuse(turn, act, workers(turn));
  if (state.stage !== 'open') return misused(turn, act, 'this has been handed in, and its evidence is frozen');
  const [id = '', ...rest] = addressesLast(act.command.text).split(/\s+/);
  const item = state.terms.evidence.find((e) => e.id === id.toLowerCase().replace(/:$/, ''));
  const known = state.terms.evidence.map((e) => e.id).join(', ');
  if (!item) return misused(turn, act, known ? `the item must be one of: ${known}` : 'this task asks for no evidence');
  if (item.word) return misused(turn, act, `${item.id} is given by ${givenBy(item)}`);
  if (item.counted) return misused(turn, act, `${item.id} is counted, not given`);
  const url = act.command.links[0];
  const text = rest.join(' ').replace(/^because\b\s*/i, '');
  if (!url && !/[\p{L}\p{N}]/u.test(text)) return misused(turn, act, 'it needs a link or a text');
  if (item.file && !url) return misused(turn, act, `${item.id} needs a file or a link`);
  const how = url ? 'link' : /^none needed\b/i.test(text) ? 'none-needed' : 'text';
  const reason = text.replace(/^none needed\b[\s\p{P}]*(because\b)?/iu, '');
  if (how === 'none-needed' && !/[\p{L}\p{N}]/u.test(reason)) return misused(turn, act, 'it needs a reason');
  const evidence = {
    item: item.id,
    by: act.by,
    at: act.at,
    how,
    name: { text: url ?? text },
    ...(url && { url }),
  } as const;
  record(turn, 'evidence-given', { evidence, cause: act.id }, act.at, byPerson(act.by));
}
