import type { Shortcoming } from '../port.ts';
import type { Api } from './api.ts';
import { tellsDropped } from './category.ts';
import { statusesOf } from './conversation.ts';
import { parsed, resolutionsShape, type Status } from './shapes.ts';

const MOST_RESOLUTIONS = 100;

/** Whether the configured statuses and resolutions are there and mean what they stand for, and whether a ticket can be closed at all. */
export async function statusShortcomings(api: Api): Promise<Shortcoming[]> {
  const { options } = api;
  const types = await statusesOf(api, options.project);
  // A type that is not there is told on with the screens.
  const statuses = types.find(({ id }) => id === options.type)?.statuses;
  if (statuses === undefined) return [];
  const found = Object.entries(options.status).flatMap(([key, id]) =>
    id === undefined ? [] : statusLack(api, statuses, key, id),
  );
  if (!statuses.some(isDone)) found.push(noneDone(api, statuses));
  found.push(...(await resolutionLacks(api)));
  if (!tellsDropped(options)) found.push(notTold(api));
  return found;
}

function statusLack({ options }: Api, statuses: Status[], key: string, id: string): Shortcoming[] {
  const standing = statuses.find((status) => status.id === id);
  const fitting = statuses.filter((status) => isDone(status) === (key !== 'open'));
  if (standing && fitting.includes(standing)) return [];
  const place = `project ${options.project}`;
  return [
    {
      what: 'status',
      found: standing
        ? `${place}: status ${id} (${standing.name ?? 'no name'}) is ${key === 'open' ? '' : 'not '}one of those that are done`
        : `${place} has no status ${id} for this type`,
      fix: `trackers.${options.id}.status.${key}`,
      allowed: inWords(fitting),
      at: ['status', key],
      blocks: true,
    },
  ];
}

async function resolutionLacks({ client, options }: Api): Promise<Shortcoming[]> {
  const configured = Object.entries(options.resolution).filter(([, id]) => id !== undefined);
  if (configured.length === 0) return [];
  // The library has no call for the list.
  const asked = {
    url: '/rest/api/3/resolution/search',
    method: 'GET',
    searchParams: { maxResults: MOST_RESOLUTIONS },
  } as const;
  const answer = await client.call((_, jira) => jira.sendRequest(asked), { scope: 'target' });
  const { values } = parsed(resolutionsShape, answer.data, 'GET resolution/search');
  return configured
    .filter(([, id]) => !values.some((each) => each.id === id))
    .map(([key, id]) => ({
      what: 'status',
      found: `there is no resolution ${id}`,
      fix: `trackers.${options.id}.resolution.${key}`,
      allowed: inWords(values),
      at: ['resolution', key],
      blocks: true,
    }));
}

function noneDone({ options }: Api, statuses: Status[]): Shortcoming {
  return {
    what: 'status',
    found: `project ${options.project} has no status in the category "done" for this type: ${inWords(statuses)}`,
    fix: 'add one to its workflow',
    blocks: true,
  };
}

function notTold({ options }: Api): Shortcoming {
  return {
    what: 'status',
    found: `whoever closes a ticket of project ${options.project} as "won't do" is taken to have done it`,
    fix: `name the resolution or the status that says so: trackers.${options.id}.resolution.dropped`,
    at: ['resolution', 'dropped'],
    blocks: false,
  };
}

function isDone({ statusCategory }: Status): boolean {
  return statusCategory.key === 'done';
}

function inWords(list: { id: string; name?: string | undefined }[]): string {
  return list.map(({ id, name }) => (name === undefined ? id : `${id} (${name})`)).join(', ') || 'none';
}
