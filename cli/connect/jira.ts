import { accountId } from '../../config/jira.ts';
import { branch, type Tree, textAt } from '../../config/tree.ts';
import type { Demand } from '../../integrations/tickets/jira/directory/demand.ts';
import type { JiraDirectory } from '../../integrations/tickets/jira/directory/directory.ts';
import type { Asking } from './asking.ts';
import { filledFields } from './jira-fields.ts';
import { logIn } from './jira-login.ts';
import { type Mapping, mapping } from './jira-mapping.ts';
import type { JiraConnectOptions } from './jira-options.ts';
import { type JiraTarget, targetOf } from './jira-target.ts';
import type { Pairs } from './options.ts';
import { asked } from './outside.ts';
import { openProgramme, standingTracker } from './programme-text.ts';
import { type Looked, settle } from './settle.ts';

const KIND = 'jira';

/** Sets a project at Jira Cloud up as a tracker, step by step; the programme is written at the very end, or not at all. */
export async function connectJira(asking: Asking, options: JiraConnectOptions): Promise<void> {
  const { terminal } = asking;
  const file = openProgramme(terminal, options.programme, options.tracker);
  const standing = standingTracker(file, options.tracker, KIND);
  const { directory, self, keys: login } = await logIn(asking, options, standing);
  const target = await targetOf(asking, directory, options, standing);
  const { project, type, part } = target;
  const { demands, priorities } = await screens(directory, target);
  const fields = await filledFields(asking, demands, options.field ?? {}, (id) => textAt(standing, 'fields', id));
  const steps = { unauthorised: `The account may not look into ${project.id}.` };
  const [statuses, resolutions] = [
    await asked(directory.statuses(project.id, type.id), steps),
    await asked(directory.resolutions(), steps),
  ];
  const mapped = await mapping(asking, { statuses, resolutions, priorities }, given(options, standing));
  const isQuiet = options.quiet ?? (await asked(directory.mayBeQuiet(project.id), steps));
  const keys: Looked['keys'] = {
    kind: KIND,
    ...login,
    project: project.id,
    type: type.id,
    subtask_type: part?.id,
    fields,
    ...mapped,
    ...((isQuiet || textAt(standing, 'quiet') !== undefined) && { quiet: String(isQuiet) }),
  };
  const looked: Looked = {
    kind: KIND,
    self,
    keys,
    find: (mail) => asked(directory.person(project.id, mail), steps),
    isAccount: (text) => accountId.safeParse(text).success,
    account: 'an account id of Jira: the end of the address of their profile there',
    guide: 'docs/jira.md',
  };
  await settle(asking, file, looked, options);
}

/** What the screens of both types demand, each field once. */
async function screens(directory: JiraDirectory, { project, type, part }: JiraTarget) {
  const steps = { unauthorised: `The account may not create issues in ${project.id}.` };
  const whole = await asked(directory.screen(project.id, type.id), steps);
  const ofPart = part ? await asked(directory.screen(project.id, part.id), steps) : undefined;
  const all = [...whole.demands, ...(ofPart?.demands ?? [])];
  const demands = new Map<string, Demand>(all.map((demand) => [demand.id, demand]));
  return { demands: [...demands.values()], priorities: whole.priorities };
}

/** Options go before what stands in the file, and that before what is usual. */
function given(options: JiraConnectOptions, standing: Tree | undefined): Mapping {
  const both = (key: keyof Mapping): Pairs => ({ ...pairsAt(standing, key), ...options[key] });
  return { status: both('status'), resolution: both('resolution'), priority: both('priority') };
}

function pairsAt(standing: Tree | undefined, key: string): Pairs {
  const map = branch(standing, key);
  if (typeof map !== 'object' || Array.isArray(map)) return {};
  return Object.fromEntries(Object.entries(map).flatMap(([name, id]) => (typeof id === 'string' ? [[name, id]] : [])));
}
