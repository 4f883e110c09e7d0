import type { JiraDirectory } from '../../integrations/tickets/jira/directory/directory.ts';
import { Refusal } from '../terminal.ts';
import { type Asking, type Choice, canAsk, chosen, inWords, isAgreed } from './asking.ts';
import type { Pairs } from './options.ts';

/** How states of a ticket are told and shown; ids, each only where it is needed. */
export interface Mapping {
  status: Pairs;
  resolution: Pairs;
  priority: Pairs;
}

/** What a project offers for it. */
export interface Offered {
  statuses: Awaited<ReturnType<JiraDirectory['statuses']>>;
  resolutions: Choice[];
  /** Highest first. */
  priorities: Choice[];
}

const NONE: Choice = { id: 'none', name: 'left to Jira' };

/** What sites call it from the start. It is only proposed by that name, shown, and kept by its id. */
const USUAL = { done: ['done'], dropped: ["won't do", 'won’t do'] };

/** @returns the mapping that was shown and agreed to, or put together one by one. */
export async function mapping(asking: Asking, offered: Offered, given: Mapping): Promise<Mapping> {
  checkGiven(offered, given);
  const proposed = proposal(offered, given);
  asking.terminal.err(shown(offered, proposed));
  const isRight = await isAgreed(
    asking,
    'Is that right?',
    '--yes, or name what differs: --status, --resolution, --priority',
  );
  return isRight || !canAsk(asking) ? proposed : oneByOne(asking, offered, proposed);
}

/** @throws Refusal for an id that the project does not have. */
function checkGiven(offered: Offered, { status, resolution, priority }: Mapping): void {
  const check = (key: keyof Mapping, pairs: Pairs, choices: Choice[]) => {
    for (const [name, id] of Object.entries(pairs))
      if (!choices.some((each) => each.id === id))
        throw new Refusal(
          `--${key} ${name}=${id}: there is no such ${key}; allowed: ${inWords(choices)}\nNothing was changed.`,
        );
  };
  check('status', status, offered.statuses);
  check('resolution', resolution, offered.resolutions);
  check('priority', priority, offered.priorities);
}

function closing({ statuses }: Offered): Choice[] {
  return statuses.filter(({ category }) => category === 'done');
}

/** Where there is no choice, the category says it all, now and after changes of the workflow. */
function proposal(offered: Offered, given: Mapping): Mapping {
  const [first, ...more] = closing(offered);
  const status = { ...(first && more.length > 0 && { done: first.id }), ...given.status };
  const [highest, second] = offered.priorities;
  const graded = offered.priorities.length > 2 && highest && second;
  return {
    status,
    resolution: { ...usual(offered, 'done'), ...usual(offered, 'dropped'), ...given.resolution },
    priority: { ...(graded && { minor: second.id, major: highest.id }), ...given.priority },
  };
}

function usual({ resolutions }: Offered, key: keyof typeof USUAL): Pairs {
  const found = resolutions.find(({ name }) => USUAL[key].includes(name.toLowerCase()));
  return found ? { [key]: found.id } : {};
}

function shown(offered: Offered, { status, resolution, priority }: Mapping): string {
  const named = (list: Choice[], id: string | undefined) => inWords(list.filter((each) => each.id === id));
  const open = offered.statuses.filter(({ category }) => category !== 'done');
  const lines = [
    'How a ticket stands is told by the category of its status:',
    `  open      ${inWords(open)}`,
    `  done      ${inWords(closing(offered))}`,
    status.done ? `            closed by the engine as ${named(offered.statuses, status.done)}` : '',
    status.open ? `            reopened by the engine to ${named(offered.statuses, status.open)}` : '',
    status.dropped ? `  not to be done: ${named(offered.statuses, status.dropped)}` : '',
    `  done, as resolution: ${named(offered.resolutions, resolution.done)}`,
    `  not to be done, as resolution: ${resolution.dropped ? named(offered.resolutions, resolution.dropped) : 'not told apart: whoever closes it has done it'}`,
    ...Object.entries(priority).map(
      ([key, id]) =>
        `  priority of ${key === 'task' ? 'a task' : `a ${key} nonconformity`}: ${named(offered.priorities, id)}`,
    ),
  ];
  return lines.filter((line) => line !== '').join('\n');
}

async function oneByOne(asking: Asking, offered: Offered, proposed: Mapping): Promise<Mapping> {
  const ask = async (key: keyof Mapping, name: string, text: string, choices: Choice[]): Promise<Pairs> => {
    const standing = proposed[key][name] ?? NONE.id;
    const question = {
      flag: `--${key} ${name}=ID`,
      text,
      given: undefined,
      choices: [...choices, NONE],
      proposal: standing,
    };
    const { id } = await chosen(asking, question);
    return id === NONE.id ? {} : { [name]: id };
  };
  const { resolutions, priorities } = offered;
  return {
    status: {
      ...proposed.status,
      ...(await ask('status', 'done', 'Status in which the engine closes a ticket', closing(offered))),
    },
    resolution: {
      ...(await ask('resolution', 'done', 'Resolution of what was done', resolutions)),
      ...(await ask('resolution', 'dropped', 'Resolution of what is not to be done', resolutions)),
    },
    priority: {
      ...(await ask('priority', 'task', 'Priority of an everyday task', priorities)),
      ...(await ask('priority', 'minor', 'Priority of a minor nonconformity', priorities)),
      ...(await ask('priority', 'major', 'Priority of a major nonconformity', priorities)),
    },
  };
}
