import type { Milestone } from '../../store/model.ts';
import type { Call, Route } from '../call.ts';
import { optionalText } from '../input.ts';
import { repositoryOf } from '../locate.ts';
import { page } from '../paging.ts';
import { invalid, notFound } from '../refusal.ts';
import { milestoneShape } from '../shapes/repository.ts';

const many = '/repos/:owner/:repo/milestones';

export const milestoneRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: many,
    handle(call) {
      const repository = repositoryOf(call);
      return page(call, repository.milestones, (milestone) => milestoneShape(call.urls, repository, milestone));
    },
  },
  {
    method: 'POST',
    path: many,
    writes: 'milestone',
    handle(call) {
      const repository = repositoryOf(call, 'push');
      const title = optionalText(call, 'Milestone', 'title');
      if (!title) throw invalid('Milestone', 'title', 'missing_field');
      if (repository.milestones.some((each) => each.title === title))
        throw invalid('Milestone', 'title', 'already_exists');
      const at = call.store.now();
      const milestone: Milestone = {
        id: call.store.nextId(),
        number: repository.milestones.length + 1,
        title,
        description: optionalText(call, 'Milestone', 'description') ?? null,
        dueOn: optionalText(call, 'Milestone', 'due_on') ?? null,
        state: 'open',
        creator: call.person,
        createdAt: at,
        updatedAt: at,
      };
      repository.milestones.push(milestone);
      return { status: 201, body: milestoneShape(call.urls, repository, milestone) };
    },
  },
  {
    method: 'GET',
    path: `${many}/:milestone`,
    handle(call) {
      const repository = repositoryOf(call);
      return { status: 200, body: milestoneShape(call.urls, repository, milestoneOf(call, repository.milestones)) };
    },
  },
];

function milestoneOf(call: Call, milestones: readonly Milestone[]): Milestone {
  const milestone = milestones.find((each) => each.number === Number(call.params.milestone));
  if (!milestone) throw notFound();
  return milestone;
}
