import type { Call, Route } from '../call.ts';
import { moveStatus, transitionsOf } from '../issues/move-status.ts';
import { isRecord } from '../json.ts';
import { issueOf, listIn } from '../locate.ts';
import type { Issue, Transition } from '../model.ts';
import { bad, Refusal } from '../refusal.ts';
import { statusShape } from '../shapes/base.ts';
import { fieldShape } from '../shapes/field.ts';
import { valuesIn } from '../values-in.ts';

const many = '/issue/:issue/transitions';

export const transitionRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: many,
    handle(call) {
      const withFields = listIn(call, 'expand')?.includes('transitions.fields') ?? false;
      const wanted = call.query.get('transitionId');
      const offered = offeredTo(call, issueOf(call)).filter((each) => wanted === null || each.id === wanted);
      return {
        status: 200,
        body: { expand: 'transitions', transitions: offered.map((each) => shape(call, each, withFields)) },
      };
    },
  },
  {
    method: 'POST',
    path: many,
    writes: 'state',
    handle(call) {
      const issue = issueOf(call);
      const { transition: given, fields = {}, update = {} } = call.body;
      const id = isRecord(given) ? given.id : undefined;
      if (typeof id !== 'string') throw bad('Missing transition identifier.');
      const transition = offeredTo(call, issue).find((each) => each.id === id);
      if (!transition) throw bad(`Transition id '${id}' is not valid for this issue.`);
      if (call.fault('write-conflict', issue.project))
        throw new Refusal(409, ['The issue was changed by another request. Read it again.']);
      if (!isRecord(fields) || !isRecord(update)) throw bad('The fields fields and update must be objects.');
      if (Object.keys(update).length > 0) throw bad('Send every change within fields.');
      const values = valuesIn(call, fields, transition.screen, issue);
      const missing = transition.screen.filter((field) => field.isRequired && fields[field.id] === undefined);
      if (missing.length > 0)
        throw new Refusal(400, [], Object.fromEntries(missing.map((f) => [f.id, `${f.name} is required.`])));
      moveStatus(call.site, call.person, issue, transition, values);
      return { status: 204, issue };
    },
  },
];

/** Without the right to move issues none is offered, and that is no error. */
function offeredTo(call: Call, issue: Issue): Transition[] {
  if (!call.may('TRANSITION_ISSUES', issue.project)) return [];
  const offered = transitionsOf(issue);
  const removed = call.fault('transition-removed', issue.project);
  return removed ? offered.filter((each) => each.to.category !== 'done') : offered;
}

function shape(call: Call, transition: Transition, withFields: boolean) {
  return {
    id: transition.id,
    name: transition.name,
    to: statusShape(call.urls, transition.to),
    hasScreen: transition.screen.length > 0,
    isGlobal: transition.from === 'any',
    isInitial: false,
    isAvailable: true,
    isConditional: false,
    looped: false,
    ...(withFields
      ? { fields: Object.fromEntries(transition.screen.map((field) => [field.id, fieldShape(call.urls, field)])) }
      : {}),
  };
}
