import type { Category, TicketRef } from '../../../rules/ticket.ts';
import { isOutOfReach, TrackerError } from '../errors.ts';
import { nameOf } from './address.ts';
import type { Api } from './api.ts';
import { categoryOf, shown } from './category.ts';
import { type Demand, filledIn } from './demand.ts';
import { idOf } from './issue.ts';
import { nextStep } from './path.ts';
import { type Issue, parsed, type Transition, transitionsShape } from './shapes.ts';

/** No workflow is longer; a walk that needs more goes round. */
const MOST_STEPS = 12;

/**
 * Leads an issue into a category, transition by transition, on the shortest way that is offered; what is offered is read before each.
 * @param issue as it stands; already in another category.
 * @returns how many transitions were made. Whether the category holds is for the caller to read.
 * @throws TrackerError `refused` with `status` where no way is left, or with the fields that a transition demands and nobody configured.
 */
export async function moveTo(api: Api, ref: TicketRef, issue: Issue, category: Category): Promise<number> {
  const wanted = shown(api.options, category);
  const graph = graphOf(api, issue);
  // The configured ids are those of the configured project.
  let goal = goalOf(api, wanted, issue.fields.project.key === api.options.project);
  let at = issue.fields.status.id;
  // The status is right and the resolution is not: only closing anew sets one.
  let isLeaving = goal(at);
  for (let step = 0; step < MOST_STEPS; step++) {
    const offered = await offeredFor(api, ref);
    graph.set(at, [...new Set(offered.map(({ to }) => to.id))]);
    const again = isLeaving ? offered.find(({ to, fields }) => to.id === at && fields?.resolution) : undefined;
    const isOpen = goalOf(api, 'open', false);
    const sought = () => nextStep(graph, at, { isTarget: isLeaving ? isOpen : goal, isDetour: (id) => !isOpen(id) });
    let next = again?.to.id ?? sought();
    if (next === undefined) {
      goal = goalOf(api, wanted, false);
      next = sought();
    }
    if (next === undefined) throw stuck(ref, wanted, offered);
    await take(api, ref, issue, wanted, waysTo(offered, next));
    at = next;
    if (again !== undefined || (!isLeaving && goal(at))) return step + 1;
    isLeaving &&= !isOpen(at);
  }
  throw stuck(ref, wanted, []);
}

/** Read afresh before each move: an administrator may change a workflow under an open issue. */
async function offeredFor(api: Api, ref: TicketRef): Promise<Transition[]> {
  const asked = { issueIdOrKey: idOf(ref), expand: 'transitions.fields' };
  const answer = await api.client.call(({ getTransitions }, jira) => getTransitions(jira, asked), { scope: 'ticket' });
  const { transitions } = parsed(transitionsShape, answer.data, `${nameOf(ref)}, transitions`);
  for (const { to } of transitions) api.learnt.categories.set(to.id, to.statusCategory.key);
  return transitions.filter(({ isAvailable }) => isAvailable !== false);
}

/** Makes one transition: of several that lead there, the one whose demands can be met. */
async function take(api: Api, ref: TicketRef, issue: Issue, wanted: Category, offered: Transition[]): Promise<void> {
  const filled = offered.map((transition) => filledIn(api, issue, transition, wanted));
  const way = filled.find(({ demands }) => demands.length === 0) ?? filled[0];
  if (way === undefined) throw stuck(ref, wanted, offered);
  const { transition, fields, demands } = way;
  const asked = {
    issueIdOrKey: idOf(ref),
    transition: { id: transition.id },
    ...(Object.keys(fields).length === 0 ? {} : { fields }),
  };
  try {
    await api.client.call(({ doTransition }, jira) => doTransition(jira, asked), { scope: 'ticket' });
  } catch (error) {
    // The issue may have had the field all along, so Jira is asked before anybody is told.
    const isRefused = error instanceof TrackerError && error.fault.kind === 'refused' && !isOutOfReach(error);
    throw isRefused && demands.length > 0 ? demanded(api, ref, transition, demands) : error;
  }
  api.recent.wrote(ref.id);
}

/** Those that show a resolution come first. */
function waysTo(offered: Transition[], next: string): Transition[] {
  const leading = offered.filter(({ to }) => to.id === next);
  return [
    ...leading.filter(({ fields }) => fields?.resolution),
    ...leading.filter(({ fields }) => !fields?.resolution),
  ];
}

/**
 * Tells whether an issue in a status is where the category wants it; a resolution may still be missing.
 * @param byId only the configured status will do, where there is one.
 */
function goalOf({ options, learnt }: Api, wanted: Category, byId: boolean): (status: string) => boolean {
  const configured = options.status[wanted] ?? (wanted === 'dropped' ? options.status.done : undefined);
  if (byId && configured !== undefined) return (status) => status === configured;
  const standsFor = (status: string) =>
    categoryOf(options, { status, category: learnt.categories.get(status), resolution: undefined });
  if (wanted === 'open') return (status) => standsFor(status) === 'open';
  return (status) => standsFor(status) === 'done' || (wanted === 'dropped' && standsFor(status) === 'dropped');
}

function graphOf({ learnt }: Api, { fields }: Issue): Map<string, string[]> {
  const workflow = `${fields.project.id}/${fields.issuetype.id}`;
  const graph = learnt.graphs.get(workflow) ?? new Map<string, string[]>();
  learnt.graphs.set(workflow, graph);
  return graph;
}

function demanded({ options }: Api, ref: TicketRef, { name, to }: Transition, demands: Demand[]): TrackerError {
  const named = demands.map((each) => `"${each.name}" (trackers.${options.id}.${each.at}; allowed: ${each.allowed})`);
  return new TrackerError(
    `Jira, ${nameOf(ref)}: the transition "${name}" to "${to.name}" demands ${named.join(', ')}. ` +
      `Name a value in the programme, or take the field off that screen; then: dutybound redrive ${ref.number}`,
    { kind: 'refused', fields: demands.map(({ field }) => field) },
  );
}

function stuck(ref: TicketRef, wanted: Category, offered: Transition[]): TrackerError {
  const leads = offered.map(({ to }) => `${to.id} (${to.name})`).join(', ');
  return new TrackerError(
    `Jira, ${nameOf(ref)}: no transition leads to a status that is ${wanted}; offered: ${leads || 'none'}. ` +
      'Let the account make transitions there, or name the one that is meant as the status of this tracker in the programme',
    { kind: 'refused', fields: ['status'] },
  );
}
