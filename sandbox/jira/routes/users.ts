import type { Route } from '../call.ts';
import { instant, userShape } from '../shapes/base.ts';

export const userRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/myself',
    handle: ({ urls, person }) => ({ status: 200, body: userShape(urls, person) }),
  },
  {
    method: 'GET',
    path: '/serverInfo',
    open: true,
    handle: ({ urls, site }) => ({
      status: 200,
      body: {
        baseUrl: urls.site,
        version: '1001.0.0-SNAPSHOT',
        versionNumbers: [1001, 0, 0],
        deploymentType: 'Cloud',
        buildNumber: 100291,
        buildDate: instant(Date.UTC(2026, 8, 1)),
        serverTime: instant(site.store.now()),
        serverTitle: 'Jira',
        scmInfo: 'sandbox',
      },
    }),
  },
];
