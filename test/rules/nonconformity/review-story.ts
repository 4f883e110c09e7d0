import type { NewEvent } from '../../../rules/event.ts';
import { tasksOf } from '../../../rules/nonconformity/tasks.ts';
import { plain } from '../../../rules/plain.ts';
import { advanceTask } from '../../../rules/task/advance.ts';
import { evolveTask } from '../../../rules/task/evolve.ts';
import type { Seen } from '../../../rules/task/seen.ts';
import type { TaskState } from '../../../rules/task/state.ts';
import type { Ticket } from '../../../rules/ticket.ts';
import { organisation, summer } from './fixture.ts';
import { planned, Story, task } from './story.ts';

export const org = organisation();
export const opens = summer('2027-07-11 00:00');
export const ref = { tracker: 'main', id: 'i-9', number: '#300', url: 'https://github.com/example/isms/issues/300' };

/** The task that the nonconformity stages once its fix was verified on 12 May. */
export function review(): TaskState {
  const story = new Story(org, summer('2027-04-06 09:00'));
  planned(story, summer('2027-04-06 10:00'), summer('2027-04-07 10:00'));
  const verified = { by: 'mara', at: summer('2027-05-12 10:00') };
  story.actions = [
    task({
      stage: 'ended',
      verdict: 'verified',
      stood: [{ from: summer('2027-05-10 10:00') }],
      verified,
      implementers: ['sam'],
    }),
  ];
  story.step(opens);
  const draft = tasksOf(story.state, org, opens).find((d) => d.terms.kind === 'effectiveness-review');
  if (!draft) throw new Error('no review');
  const terms = { ...draft.terms, key: 'e1', display: 'ER-1A' };
  const body = JSON.parse(JSON.stringify({ terms, assignee: draft.assignee }));
  const opened: NewEvent = { stream: 'task/e1', kind: 'opened', actor: 'engine', at: opens, body: { ref } };
  return evolveTask(
    evolveTask(undefined, { stream: 'task/e1', kind: 'planned', actor: 'engine', at: opens, body }),
    opened,
  );
}

/** The review after a reading of its ticket on 20 July, in which people said something. */
export function read(
  state: TaskState,
  said: [who: string, text: string][],
  changes: Partial<Ticket> = {},
  besides: Partial<Seen> = {},
) {
  const at = summer('2027-07-20 10:00');
  const reading: Ticket = {
    ref,
    asOf: summer('2027-07-20 11:00'),
    updated: at,
    createdAt: opens,
    title: '',
    labels: [],
    category: 'open',
    assignees: [{ id: 'u-jonas', login: 'jonas' }],
    comments: said.map(([who, text], i) => ({
      id: `c${i}`,
      author: { id: `u-${who}`, login: who },
      at,
      edited: false,
      text,
      attachments: [],
    })),
    changes: [],
    fence: 'intact',
    ...changes,
  };
  const seen = { reading, files: {}, othersReadable: true, ...besides };
  const decision = advanceTask(state, 2, seen, org, reading.asOf);
  const replies = decision.effects.flatMap((e) => (e.kind === 'comment' ? [plain(e.text)] : []));
  return { decision, replies, state: decision.state };
}
