import type { Route } from '../call.ts';
import { attachmentRoutes } from './attachments.ts';
import { commentRoutes } from './comments.ts';
import { historyRoutes } from './history.ts';
import { hookRoutes } from './hooks.ts';
import { issueRoutes } from './issues.ts';
import { projectRoutes } from './projects.ts';
import { propertyRoutes } from './properties.ts';
import { searchRoutes } from './search.ts';
import { serverRoutes } from './server.ts';
import { siteWideRoutes } from './site-wide.ts';
import { transitionRoutes } from './transitions.ts';
import { userRoutes } from './users.ts';

export const routes: readonly Route[] = [
  ...serverRoutes,
  ...userRoutes,
  ...siteWideRoutes,
  ...projectRoutes,
  ...issueRoutes,
  ...transitionRoutes,
  ...commentRoutes,
  ...propertyRoutes,
  ...historyRoutes,
  ...attachmentRoutes,
  ...searchRoutes,
  ...hookRoutes,
];
