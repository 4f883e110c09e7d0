import type { Route } from '../call.ts';
import { commentRoutes } from './comments.ts';
import { issueRoutes } from './issues.ts';
import { propertyRoutes } from './properties.ts';
import { searchRoutes } from './search.ts';
import { transitionRoutes } from './transitions.ts';
import { userRoutes } from './users.ts';

export const routes: readonly Route[] = [
  ...userRoutes,
  ...issueRoutes,
  ...transitionRoutes,
  ...commentRoutes,
  ...propertyRoutes,
  ...searchRoutes,
];
