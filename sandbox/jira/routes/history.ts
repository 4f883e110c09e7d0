import type { Route } from '../call.ts';
import { issueOf } from '../locate.ts';
import { page } from '../paging.ts';
import { historyShape } from '../shapes/history.ts';

export const historyRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/issue/:issue/changelog',
    handle: (call) => page(call, issueOf(call).history, (each) => historyShape(call.urls, each), 100),
  },
];
