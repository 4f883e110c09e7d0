import { appRoutes } from '../app/routes.ts';
import type { Route } from '../call.ts';
import { assigneeRoutes } from './assignees.ts';
import { commentRoutes } from './comments.ts';
import { contentRoutes } from './contents.ts';
import { deliveryRoutes } from './deliveries.ts';
import { eventRoutes } from './events.ts';
import { hookRoutes } from './hooks.ts';
import { issueLabelRoutes } from './issue-labels.ts';
import { issueListRoutes } from './issue-lists.ts';
import { issueRoutes } from './issues.ts';
import { labelRoutes } from './labels.ts';
import { metaRoutes } from './meta.ts';
import { milestoneRoutes } from './milestones.ts';
import { reactionRoutes } from './reactions.ts';
import { repositoryRoutes } from './repositories.ts';
import { subIssueRoutes } from './sub-issues.ts';
import { userRoutes } from './users.ts';

export const routes: readonly Route[] = [
  ...metaRoutes,
  ...appRoutes,
  ...userRoutes,
  ...repositoryRoutes,
  ...issueListRoutes,
  ...issueRoutes,
  ...commentRoutes,
  ...reactionRoutes,
  ...labelRoutes,
  ...issueLabelRoutes,
  ...milestoneRoutes,
  ...assigneeRoutes,
  ...eventRoutes,
  ...subIssueRoutes,
  ...hookRoutes,
  ...deliveryRoutes,
  ...contentRoutes,
];
