import type { Call, Route } from '../call.ts';
import { demand, listIn, projectOf } from '../locate.ts';
import type { IssueType, Project } from '../model.ts';
import { page, pageOf } from '../paging.ts';
import { notFound } from '../refusal.ts';
import { projectShape, statusShape, typeShape } from '../shapes/base.ts';
import { fieldShape } from '../shapes/field.ts';

const types = '/issue/createmeta/:project/issuetypes';

export const projectRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/project/search',
    handle(call) {
      const query = call.query.get('query')?.toLowerCase() ?? '';
      const keys = listIn(call, 'keys');
      const seen = call.site.projects.filter(
        (each) =>
          call.may('BROWSE_PROJECTS', each) &&
          (keys?.includes(each.key) ?? true) &&
          [each.key, each.name].some((word) => word.toLowerCase().includes(query)),
      );
      return page(call, seen, (each) => projectShape(call.urls, each));
    },
  },
  {
    method: 'GET',
    path: '/project/:project',
    handle(call) {
      const project = projectOf(call);
      const issueTypes = project.kind.types.map((type) => typeShape(call.urls, type));
      return {
        status: 200,
        body: {
          ...projectShape(call.urls, project),
          description: '',
          issueTypes,
          assigneeType: 'UNASSIGNED',
          style: 'classic',
          isPrivate: true,
          ...(call.fault('read-only', project) && { archived: true }),
        },
      };
    },
  },
  {
    method: 'GET',
    path: '/project/:project/statuses',
    handle(call) {
      const { kind } = projectOf(call);
      const statuses = kind.statuses.map((status) => statusShape(call.urls, status));
      const shape = ({ self, id, name, subtask }: ReturnType<typeof typeShape>) => ({
        self,
        id,
        name,
        subtask,
        statuses,
      });
      return { status: 200, body: kind.types.map((type) => shape(typeShape(call.urls, type))) };
    },
  },
  {
    method: 'GET',
    path: types,
    handle(call) {
      const project = projectOf(call);
      demand(call, 'CREATE_ISSUES', project);
      const { values, ...rest } = pageOf(call, project.kind.types, 50);
      return { status: 200, body: { ...rest, issueTypes: values.map((type) => typeShape(call.urls, type)) } };
    },
  },
  {
    method: 'GET',
    path: `${types}/:type`,
    handle(call) {
      const project = projectOf(call);
      demand(call, 'CREATE_ISSUES', project);
      const type = project.kind.types.find((each) => each.id === call.params.type);
      if (!type) throw notFound(`The issue type with id ${call.params.type} could not be found.`);
      const { values, ...rest } = pageOf(call, fieldsFor(project, type), 50);
      return { status: 200, body: { ...rest, fields: values.map((field) => creating(call, project, field)) } };
    },
  },
];

/** The fields of the create screen; a sub-task must have a parent. */
function fieldsFor(project: Project, type: IssueType) {
  return project.kind.fields.map((field) => (field.id === 'parent' ? { ...field, isRequired: type.isSubtask } : field));
}

function creating(call: Call, project: Project, field: Project['kind']['fields'][number]) {
  const shape = { ...fieldShape(call.urls, field), fieldId: field.id };
  if (field.type === 'project') return { ...shape, allowedValues: [projectShape(call.urls, project)] };
  if (field.type !== 'issuetype') return shape;
  return { ...shape, allowedValues: project.kind.types.map((type) => typeShape(call.urls, type)) };
}
