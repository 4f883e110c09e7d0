import { doTransition, getTransitions } from 'jira.js/cloud';
import type { Category, TicketRef } from '../../../rules/ticket.ts';
import { TrackerError } from '../errors.ts';
import { nameOf } from './address.ts';
import type { Api } from './api.ts';
import { categoryOf, shown } from './category.ts';
import { type Demand, filledIn } from './demand.ts';
import { idOf } from './issue.ts';
import { nextStep, type Search } from './path.ts';
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
  let at = issue.fields.status.id;
  // The status is right and the resolution is not: only closing anew sets one.
  let isLeaving = isArrival(api, wanted, at);
  for (let step = 0; step < MOST_STEPS; step++) {
    const offered = await offeredFor(api, ref);
    graph.set(
      at,
      offered.map(({ to }) => to.id),
    );
    const again = isLeaving ? offered.find(({ to, fields }) => to.id === at && fields?.resolution) : undefined;
    const next = again?.to.id ?? nextStep(graph, at, isLeaving ? searchFor(api, 'open') : searchFor(api, wanted));
    if (next === undefined) throw stuck(ref, wanted, offered);
    await take(api, ref, issue, wanted, ways(offered, next));
    at = next;
    if (again !== undefined || (!isLeaving && isArrival(api, wanted, at))) return step + 1;
    if (isLeaving && isArrival(api, 'open', at)) isLeaving = false;
  }
  throw stuck(ref, wanted, []);
}

/** Read afresh before each move: an administrator may change a workflow under an open issue. */
async function offeredFor(api: Api, ref: TicketRef): Promise<Transition[]> {
  const asked = { issueIdOrKey: idOf(ref), expand: 'transitions.fields' };
  const answer = await api.client.call((jira) => getTransitions(jira, asked), { scope: 'ticket' });
  const { transitions } = parsed(transitionsShape, answer.data, `${nameOf(ref)}, transitions`);
  for (const { to } of transitions) api.learnt.categories.set(to.id, to.statusCategory.key);
  return transitions.filter(({ isAvailable }) => isAvailable !== false);
}

/** Makes one transition: of several that lead there, the one whose demands can be met. */
async function take(api: Api, ref: TicketRef, issue: Issue, wanted: Category, offered: Transition[]): Promise<void> {
  const filled = offered.map((transition) => filledIn(api, issue, transition, wanted));
  const way = filled.find(({ demands }) => demands.length === 0);
  if (way === undefined) throw demanded(api, ref, filled[0]);
  const { transition, fields } = way;
  const asked = {
    issueIdOrKey: idOf(ref),
    transition: { id: transition.id },
    ...(Object.keys(fields).length === 0 ? {} : { fields }),
  };
  await api.client.call((jira) => doTransition(jira, asked), { scope: 'ticket' });
  api.recent.wrote(ref.id);
}

/** Those that show a resolution come first. */
function ways(offered: Transition[], next: string): Transition[] {
  const leading = offered.filter(({ to }) => to.id === next);
  return [
    ...leading.filter(({ fields }) => fields?.resolution),
    ...leading.filter(({ fields }) => !fields?.resolution),
  ];
}

function searchFor(api: Api, wanted: Category): Search {
  return {
    isTarget: (status) => isArrival(api, wanted, status),
    isDetour: (status) => standsFor(api, status) !== 'open',
  };
}

/** Whether an issue in this status is where the category wants it; a resolution may still be missing. */
function isArrival({ options, learnt }: Api, wanted: Category, status: string): boolean {
  const configured = options.status[wanted] ?? (wanted === 'dropped' ? options.status.done : undefined);
  if (configured !== undefined) return status === configured;
  if (wanted === 'open') return standsFor({ options, learnt }, status) === 'open';
  return learnt.categories.get(status) === 'done' && (wanted === 'dropped' || status !== options.status.dropped);
}

function standsFor({ options, learnt }: Pick<Api, 'options' | 'learnt'>, status: string): Category {
  return categoryOf(options, { status, category: learnt.categories.get(status), resolution: undefined });
}

function graphOf({ learnt }: Api, { fields }: Issue): Map<string, string[]> {
  const workflow = `${fields.project.id}/${fields.issuetype.id}`;
  const graph = learnt.graphs.get(workflow) ?? new Map<string, string[]>();
  learnt.graphs.set(workflow, graph);
  return graph;
}

function demanded(
  { options }: Api,
  ref: TicketRef,
  found: { transition: Transition; demands: Demand[] } | undefined,
): TrackerError {
  const { transition, demands = [] } = found ?? {};
  const named = demands.map(({ name, at, allowed }) => `"${name}" (trackers.${options.id}.${at}; allowed: ${allowed})`);
  return new TrackerError(
    `Jira, ${nameOf(ref)}: the transition "${transition?.name}" to "${transition?.to.name}" demands ${named.join(', ')}. ` +
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
