import type { Route } from '../call.ts';
import { demand, issueOf } from '../locate.ts';
import { demandLimits } from '../properties.ts';
import { bad, notFound } from '../refusal.ts';
import { apiAt } from '../shapes/base.ts';

const many = '/issue/:issue/properties';
const one = `${many}/:key`;

export const propertyRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: many,
    handle(call) {
      const issue = issueOf(call);
      const self = (key: string) => `${apiAt(call.urls)}/issue/${issue.id}/properties/${encodeURIComponent(key)}`;
      return { status: 200, body: { keys: [...issue.properties.keys()].map((key) => ({ self: self(key), key })) } };
    },
  },
  {
    method: 'GET',
    path: one,
    handle(call) {
      const key = call.params.key ?? '';
      const { properties } = issueOf(call);
      if (!properties.has(key)) throw notFound(`The property ${key} does not exist.`);
      return { status: 200, body: { key, value: properties.get(key) } };
    },
  },
  {
    method: 'PUT',
    path: one,
    writes: 'property',
    handle(call) {
      const issue = issueOf(call);
      demand(call, 'EDIT_ISSUES', issue.project);
      const key = call.params.key ?? '';
      if (call.rawBody === undefined) throw bad('A property value is required.');
      demandLimits(key, call.rawBody);
      const isNew = !issue.properties.has(key);
      issue.properties.set(key, call.rawBody);
      return { status: isNew ? 201 : 200, body: {}, issue };
    },
  },
];
