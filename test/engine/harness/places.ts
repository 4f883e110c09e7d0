import { parseFence } from '../../../integrations/tickets/github/markdown/fence.ts';
import { SECOND_MAIL } from './company.ts';
import { tickets } from './looking.ts';
import type { TrackerText } from './programme.ts';
import type { Site, SiteOptions } from './site.ts';

/** A ticket as the tracker's own store has it. */
export interface Standing {
  id: string;
  /** `none` where it carries no key. */
  key: string;
  assignees: string[];
  labels: string[];
}

/** What differs between trackers for a test that takes place at either, in places of its own: repositories, or projects. */
export interface Places {
  /** The call that opens a ticket. */
  create: { method: string; path: string };
  options(places: string[]): SiteOptions;
  /** @returns the name of the nth place. */
  nameOf(n: number): string;
  /** @param second logged in as the engine's second account, for one that is taken away. */
  tracker(id: string, place: string, second: boolean): TrackerText;
  /** @returns all tickets of a place. */
  standing(here: Site, place: string): Standing[];
}

export const github: Places = {
  create: { method: 'POST', path: '/issues$' },
  options: (repositories) => ({ repositories }),
  nameOf: (n) => `example/place-${n}`,
  tracker: (id, repository, second) => ({ id, repository, ...(second && { token: 'SECOND_TOKEN' }) }),
  standing: (here, place) =>
    tickets(here, place).map(({ id, body, assignees, labels }) => ({
      id: String(id),
      key: parseFence(body ?? '')?.key ?? 'none',
      assignees: assignees.map(({ login }) => login),
      labels: labels.map(({ name }) => name),
    })),
};

export const jira: Places = {
  create: { method: 'POST', path: '/issue$' },
  options: (projects) => ({ projects }),
  nameOf: (n) => `P${n}`,
  tracker: (id, project, second) => ({
    id,
    project,
    ...(second && { token: 'SECOND_TOKEN', account: SECOND_MAIL }),
  }),
  standing: ({ sandbox }, place) =>
    [...sandbox.site.issues.values()]
      .filter(({ project }) => project.key === place)
      .map(({ id, properties, assignee, labels }) => ({
        id: String(id),
        key: (properties.get('dutybound') as { key?: string } | undefined)?.key ?? 'none',
        assignees: assignee ? [assignee.login] : [],
        labels: [...labels],
      })),
};
