import { auditing } from '../audit/evolve.ts';
import type { NewEvent } from '../event.ts';
import type { PersonId } from '../programme.ts';
import { redatedAt } from '../redating.ts';
import { emptyThread, evolveThread } from '../thread.ts';
import type { Instant } from '../time.ts';
import { without } from '../without.ts';
import type { TaskEvent, TaskEvents } from './events.ts';
import { decisions } from './evolve-decisions.ts';
import { redated, requests } from './evolve-requests.ts';
import type { TaskState } from './state.ts';

/**
 * The fold of a task's stream: what the log tells, without judging it.
 * @throws Error if the stream does not begin with `planned`.
 */
export function evolveTask(state: TaskState | undefined, recorded: NewEvent): TaskState {
  const event = recorded as unknown as TaskEvent;
  if (event.kind === 'planned') return planned(event.body);
  if (!state)
    throw new Error(`Stream ${recorded.stream} begins with ${recorded.kind}, not with planned: the log is damaged.`);
  return fold({ ...state, thread: evolveThread(state.thread, recorded) }, event);
}

function planned({ terms, assignee }: TaskEvents['planned']): TaskState {
  return {
    terms,
    thread: emptyThread,
    stage: 'open',
    assignee,
    due: terms.due,
    ...(terms.hardLimit && { hardLimit: terms.hardLimit }),
    given: [],
    rejections: [],
    refusals: 0,
    extended: [],
    rungs: [],
    reopenings: 0,
  };
}

function fold(state: TaskState, event: TaskEvent): TaskState {
  switch (event.kind) {
    case 'delayed':
      return { ...redated(state, event.body), delayed: { by: event.body.by } };
    case 'brought-forward':
      return redated(state, event.body);
    case 'evidence-given':
      return { ...state, given: [...state.given, event.body.evidence] };
    case 'submitted':
      return {
        ...without(state, 'unread', 'awaits', 'returned'),
        stage: 'submitted',
        submission: event.body.submission,
      };
    case 'returned':
      return {
        ...state,
        refusals: state.refusals + 1,
        returned: { missing: event.body.missing, items: event.body.items },
      };
    case 'verification-asked':
      return { ...state, verification: { due: event.body.due, asked: event.body.of, rungs: [], at: event.at } };
    case 'accepted':
      return { ...state, verified: { by: event.body.by, at: event.at, self: event.body.self } };
    case 'rejected':
      return {
        ...without(state, 'verification'),
        stage: 'open',
        rejections: [...state.rejections, rejection(state, event.body, event.at)],
      };
    case 'judged': {
      const { verdict, by, text } = event.body;
      return { ...state, judged: { verdict, by, at: event.at, text } };
    }
    case 'decided': {
      const { cause: _, ...said } = event.body;
      return { ...state, decided: { ...said, at: event.at } };
    }
    case 'asked-again':
      return { ...state, terms: { ...state.terms, barred: [...(state.terms.barred ?? []), event.body.by] } };
    case 'action-decided':
    case 'signature-refused':
    case 'evaluated':
      return decisions(state, event);
    case 'ended':
      return { ...state, stage: 'ended', verdict: event.body.verdict, endedAt: event.at };
    case 'counted':
      return { ...state, counted: event.body };
    case 'missed':
      return { ...without(state, 'unread', 'awaits'), missed: { at: event.at, noticed: event.body.noticed } };
    case 'followed-up':
      return state.missed ? { ...state, missed: { ...state.missed, ...event.body } } : state;
    case 'awaits-verdicts':
      return { ...without(state, 'unread'), awaits: event.body };
    case 'unread':
      return { ...state, unread: { deadline: event.body.deadline, noticed: event.at } };
    case 'chased':
      return chased(state, event.body, event.at);
    case 'reassigned':
      return reassigned(state, event.body.to, event.at);
    case 'passed-on':
      return reassigned({ ...state, terms: { ...state.terms, owner: event.body.to } }, event.body.to, event.at);
    case 'risk-handed-over':
      return { ...state, riskOwners: { ...state.riskOwners, [event.body.risk]: event.body.owner } };
    case 'risk-rated-since':
      return { ...state, ratedSince: event.body };
    case 'reopened-by-hand':
      return { ...state, reopenings: state.reopenings + 1 };
    case 're-dated':
      return {
        ...state,
        redated: redatedAt(state.redated, event.at, event.body.said),
      };
    case 'revived':
      return revived(state, event.body, event.at);
    default:
      return requests(auditing(state, event), event);
  }
}

function reassigned(state: TaskState, to: PersonId, until: Instant): TaskState {
  return { ...state, assignee: to, formerly: [...(state.formerly ?? []), { assignee: state.assignee, until }] };
}

function rejection(
  state: TaskState,
  { by, reason, did }: TaskEvents['rejected'],
  at: string,
): TaskState['rejections'][number] {
  return { by, at, reason, ...(state.submission && { handedIn: state.submission.at }), ...(did && { did }) };
}

function chased(state: TaskState, body: TaskEvents['chased'], at: string): TaskState {
  const sent = [...body.skipped.map((id) => ({ id, at, to: [] })), { id: body.rung, at, to: body.to }];
  if (body.of === 'task') return { ...state, rungs: [...state.rungs, ...sent] };
  if (!state.verification) return state;
  return { ...state, verification: { ...state.verification, rungs: [...state.verification.rungs, ...sent] } };
}

/** Back to work: what was asked, sent, and verified belongs to the end that is undone; it stays in the log. */
function revived(state: TaskState, body: TaskEvents['revived'], at: string): TaskState {
  const { by, due, hardLimit, verifiedBy, waivedBy } = body;
  const { verdict, endedAt } = state;
  const whose = { ...(verifiedBy && { verifiedBy }), ...(waivedBy && { waivedBy }) };
  const before = { by, at, ...(verdict && { verdict }), ...(endedAt && { endedAt }), ...whose };
  const ended = [
    'verification',
    'verified',
    'waived',
    'extension',
    'waiver',
    'verdict',
    'endedAt',
    'hardLimit',
    'unread',
    'awaits',
  ] as const;
  return {
    ...without(state, ...ended),
    stage: 'open',
    due,
    ...(hardLimit && { hardLimit }),
    rungs: [],
    revivals: [...(state.revivals ?? []), before],
  };
}
