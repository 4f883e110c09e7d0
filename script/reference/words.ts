import { type Verb, words } from '../../rules/commands.ts';
import { code, pageOf, tableOf } from './markdown.ts';

interface Meaning {
  /** On which tickets. */
  on: string;
  who: string;
  effect: string;
}

const WORKERS = 'assignee, their delegate or manager';
const EXTERNAL = 'nonconformities of a certification body';
const CHAIR = 'whoever chairs, or their delegate';
const STEPS = 'its owner or their delegate';

/** What each word is for; the compiler sees to it that none is left out. */
const meanings: Record<Verb, Meaning> = {
  help: {
    on: 'all',
    who: 'everybody in the programme',
    effect: 'one reply: the words that apply here and who may use them',
  },
  evidence: {
    on: 'tasks',
    who: WORKERS,
    effect: 'counts for that item; `none needed, because …` counts unless the item must be a file',
  },
  done: { on: 'tasks', who: WORKERS, effect: 'hands in, like closing the ticket' },
  accept: {
    on: 'tasks handed in; a proposal; the acceptance of a risk',
    who: 'the verifier; the lead; the risk’s owner',
    effect:
      'verified; the proposed grade takes effect, or the proposed major is raised; the residual risk is accepted, above the criteria by `accept DATE because …` and with top management’s `approve`',
  },
  reject: {
    on: 'tasks handed in or ended; a proposal',
    who: 'the verifier; once ended also the lead; for a proposal the lead',
    effect: 'the task is opened again, but for an action whose nonconformity is closed; the proposal is refused',
  },
  extend: {
    on: 'tasks, nonconformities',
    who: 'assignee, their delegate, the owner, the lead',
    effect: 'asks for a later due date',
  },
  waive: { on: 'tasks', who: 'assignee, their delegate, the owner, the lead', effect: 'asks not to do this one' },
  approve: {
    on: 'what was asked for, a plan, a programme change',
    who: 'whoever the ticket names',
    effect:
      'agrees; `approve extension` or `approve waiver` where both are open, and in a ticket that is itself to be approved, whose own decision is then `approve criteria` or `approve concession`; the same where an audit’s new auditor waits, who is then approved by `approve auditor`; `approve KEY` names what covers a waived duty; for a plan `approve plan reviewer @name` names who judges its effect',
  },
  deny: { on: 'the same', who: 'the same', effect: 'refuses, with the reason' },
  correction: {
    on: 'nonconformities',
    who: STEPS,
    effect: 'step 1: correction at once, and its consequences dealt with',
  },
  extent: { on: 'nonconformities', who: STEPS, effect: 'step 2: extent and impact' },
  similar: {
    on: 'nonconformities',
    who: STEPS,
    effect: 'step 3: the same elsewhere, or that it could occur; `none, because …` is an answer',
  },
  cause: { on: 'nonconformities', who: STEPS, effect: 'step 4: root cause' },
  criterion: { on: 'nonconformities', who: STEPS, effect: 'step 5: by what the actions will count as effective' },
  changes: {
    on: 'nonconformities',
    who: STEPS,
    effect: 'records what was changed in the ISMS and its risks (10.2 e), whenever that is',
  },
  'no-action': { on: 'nonconformities', who: STEPS, effect: 'step 5: no corrective action, with the reason' },
  action: {
    on: 'nonconformities; management reviews; opportunities for improvement',
    who: `${STEPS}; ${CHAIR}; the owner`,
    effect:
      'step 5: drafts a corrective action, whose ticket opens once the plan is agreed; an action that the review decides, whose ticket opens with the signature; the same as `adopt`',
  },
  measure: {
    on: 'measurements',
    who: WORKERS,
    effect: 'the value and where it comes from; said again, the last one counts',
  },
  version: {
    on: 'document reviews',
    who: WORKERS,
    effect:
      'the version that is to be approved and where it is; `unchanged because …` for the one in force; said again, the last one counts',
  },
  risk: {
    on: 'tasks in which risks are rated; the preparation of a risk assessment',
    who: 'the risk’s owner, or a delegate with the power `risk`; in the preparation whoever prepares',
    effect:
      'rates a risk; `risk retire ID because …`; `risk add TITLE consequence=4 likelihood=3` (in the preparation `risk add TITLE @owner`), or `risk none because …`',
  },
  treat: {
    on: 'plans of the treatment of a risk',
    who: 'the risk’s owner, or a delegate with the power `risk`',
    effect:
      'how it is treated: `modify`, `retain`, `avoid`, `share`, or `take` for an opportunity; with which controls, by whom, until when',
  },
  scope: {
    on: 'plans of internal audits',
    who: 'the auditor',
    effect: 'what the audit looks at: `as proposed`, clauses, controls, ranges such as `A.5.1-A.5.12`, `without …`',
  },
  finding: {
    on: 'fieldwork of internal audits',
    who: 'the auditor',
    effect:
      'records it at once; grade `major`, `minor`, `concern`, or `ofi`, with clause, process, and, if it is not the process’s owner, `@owner`; major and minor raise a nonconformity; `none because …` where there is none',
  },
  answer: {
    on: 'triages',
    who: 'the lead; top management where the lead may not',
    effect: 'answers a question, with the reason, "no" included; "yes" starts what the ticket names',
  },
  effective: { on: 'effectiveness reviews', who: 'the reviewer', effect: 'closes the nonconformity' },
  ineffective: {
    on: 'effectiveness reviews',
    who: 'the reviewer',
    effect: 'starts a new round; the second time a major is proposed',
  },
  regrade: {
    on: 'nonconformities',
    who: 'the lead, top management',
    effect:
      'makes it major; `regrade minor DATE because …`, or `major`, is the certification body’s own by its letter, recorded by the lead; it starts the clock of a concern',
  },
  recurrence: {
    on: 'nonconformities that resemble closed ones',
    who: `${STEPS}, the lead`,
    effect: 'links it to a closed one that its ticket names, as its recurrence; that one stays closed and is annotated',
  },
  sent: {
    on: EXTERNAL,
    who: 'the lead',
    effect: 'the plan went to the certification body on that day; its letter is attached or linked',
  },
  'accepted-plan': { on: EXTERNAL, who: 'the lead', effect: 'its letter accepts the plan: for a minor its axis ends' },
  validated: {
    on: EXTERNAL,
    who: 'the lead',
    effect: 'its letter says that the resolution is validated: its axis ends',
  },
  present: { on: 'management reviews', who: CHAIR, effect: 'who was there; said again, the last one counts' },
  decide: {
    on: 'management reviews',
    who: CHAIR,
    effect:
      'what was considered and decided on an input (`a` to `g`) or as a result (`i` improvement, `m` changes to the ISMS); `none, because …` is an answer; said again, each stands',
  },
  sign: {
    on: 'management reviews',
    who: 'top management, never who chaired',
    effect:
      'locks the minutes and opens the tickets of the actions; before everything is considered it does not count and is kept as refused; of a waived review it never counts',
  },
  adopt: {
    on: 'opportunities for improvement',
    who: 'the owner',
    effect: 'adopts it: who does what by when, in a ticket of its own; later somebody else says whether it helped',
  },
  decline: {
    on: 'opportunities for improvement',
    who: 'the owner',
    effect:
      'declines it as `out-of-scope`, `within-risk-tolerance`, `not-an-improvement`, `cost-outweighs-benefit`, or `other`, with the reason',
  },
  event: {
    on: 'tasks, nonconformities',
    who: 'everybody in the programme',
    effect:
      'tells of an incident, a change, somebody who joins, moves, or leaves, or a treatment that failed, whatever this ticket is about: what is owed on it opens',
  },
  annul: {
    on: 'nonconformities that turned major',
    who: 'top management',
    effect:
      'takes the escalation back and sets a new deadline; what was a concern is one again, and has none before stage 2',
  },
};

/** @returns the page of all words that people write in tickets. */
export function wordsPage(): string {
  const rows = (Object.keys(words) as Verb[]).map((verb) => {
    const { on, who, effect } = meanings[verb];
    return [code(`/${verb} ${words[verb].form}`.trim()), on, who, effect];
  });
  return pageOf(
    'Words in tickets',
    'rules/commands.ts',
    [
      'Everyday work needs none of these: attach what is asked for and close the ticket. A word stands at the start of a line of a comment,',
      'after `/` or `!`, and runs to the next word or to the end. Arguments may come in any order, `because` may be left out, dates are written',
      '`2027-04-23` (in Jira its own date will do), a person is `@login`, in Jira a mention, or at both a mail address. Quotes, code, and',
      'edited comments command nothing. Who asked for something, did it, or owns it never decides it: the next level does.',
    ].join('\n'),
    tableOf(['Word', 'On', 'Who', 'What it does'], rows),
    [
      'A recorded word gets the reaction 👀, and in Jira, which has none, its line in the ticket’s own text. A word that does not count gets one',
      'reply that says who may, or what is missing. A word that is no command is answered only if it is within two letters of one.',
    ].join('\n'),
  );
}
