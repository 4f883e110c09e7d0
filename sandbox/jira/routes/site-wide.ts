import type { Route } from '../call.ts';
import { resolutionField } from '../kinds/fields.ts';
import { priorities, resolutions, usualPriority } from '../kinds/site-wide.ts';
import { listIn } from '../locate.ts';
import type { Named } from '../model.ts';
import { page } from '../paging.ts';
import { priorityShape, resolutionShape } from '../shapes/base.ts';
import { schemaOf } from '../shapes/field.ts';

export const siteWideRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/priority',
    handle: ({ urls }) => ({ status: 200, body: priorities.map((each) => priorityShape(urls, each)) }),
  },
  {
    method: 'GET',
    path: '/priority/search',
    handle: (call) =>
      page(call, chosen(priorities, listIn(call, 'id')), (each) => ({
        ...priorityShape(call.urls, each),
        isDefault: each.id === usualPriority.id,
      })),
  },
  {
    method: 'GET',
    path: '/resolution',
    handle: ({ urls }) => ({ status: 200, body: resolutions.map((each) => resolutionShape(urls, each)) }),
  },
  {
    method: 'GET',
    path: '/resolution/search',
    handle: (call) =>
      page(call, chosen(resolutions, listIn(call, 'id')), (each) => ({
        ...resolutionShape(call.urls, each),
        default: false,
      })),
  },
  {
    method: 'GET',
    path: '/field',
    handle({ site }) {
      const all = [...site.projects.flatMap((project) => project.kind.fields), resolutionField];
      const byId = new Map(all.map((field) => [field.id, field]));
      const body = [...byId.values()].map((field) => {
        const custom = field.id.startsWith('customfield_');
        return {
          id: field.id,
          key: field.id,
          name: field.name,
          custom,
          orderable: true,
          navigable: true,
          searchable: true,
          clauseNames: custom ? [`cf[${field.id.split('_')[1]}]`, field.name] : [field.id],
          schema: schemaOf(field),
        };
      });
      return { status: 200, body };
    },
  },
];

function chosen(all: readonly Named[], ids: readonly string[] | undefined): readonly Named[] {
  return ids === undefined ? all : all.filter((each) => ids.includes(each.id));
}
