import type { Route } from '../call.ts';
import { visibleIssue } from '../locate.ts';
import { type Permission, permissions } from '../permissions.ts';
import { bad, notFound } from '../refusal.ts';
import { instant } from '../shapes/base.ts';
import { findProject } from '../site.ts';

export const serverRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/serverInfo',
    open: true,
    handle: ({ world: { urls }, site }) => ({
      status: 200,
      body: {
        baseUrl: urls.site,
        version: '1001.0.0-SNAPSHOT',
        versionNumbers: [1001, 0, 0],
        deploymentType: 'Cloud',
        buildNumber: 100_291,
        buildDate: instant(Date.UTC(2026, 8, 1)),
        serverTime: instant(site.store.now()),
        serverTitle: 'Jira',
        scmInfo: 'sandbox',
      },
    }),
  },
  {
    method: 'GET',
    path: '/mypermissions',
    handle(call) {
      const asked = call.query.get('permissions')?.split(',') ?? [];
      if (asked.length === 0) throw bad("The 'permissions' query parameter is required.");
      const wanted = asked.map((each) => permissions.find((known) => known === each) ?? unknownPermission(each));
      const key = call.query.get('projectKey') ?? call.query.get('projectId');
      const issueKey = call.query.get('issueKey') ?? call.query.get('issueId');
      const project = issueKey === null ? findProject(call.site, key ?? '') : visibleIssue(call, issueKey)?.project;
      if ((key ?? issueKey) !== null && !project) throw notFound('No project could be found.');
      const shape = (permission: Permission, index: number) => ({
        id: String(index + 10),
        key: permission,
        name: permission.toLowerCase().replaceAll('_', ' '),
        type: 'PROJECT',
        description: '',
        havePermission: project
          ? call.may(permission, project)
          : call.site.projects.some((each) => call.may(permission, each)),
      });
      const entries = wanted.map((each) => [each, shape(each, permissions.indexOf(each))] as const);
      return { status: 200, body: { permissions: Object.fromEntries(entries) } };
    },
  },
];

function unknownPermission(name: string): never {
  throw bad(`Unrecognized permission: ${name}`);
}
