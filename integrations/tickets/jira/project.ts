import type { Api } from './api.ts';
import { type Issue, parsed, projectShape } from './shapes.ts';

/** @returns the project as it is called now: a key that it had before still finds it. Undefined if it is not there or out of sight. */
export async function projectOf(
  { client }: Pick<Api, 'client'>,
  key: string,
): Promise<{ key: string; archived: boolean } | undefined> {
  const projectIdOrKey = encodeURIComponent(key);
  const answer = await client.call(({ getProject }, jira) => getProject(jira, { projectIdOrKey }), {
    scope: 'target',
    accept: [404],
  });
  if (answer.status === 404) return undefined;
  const { key: now, archived = false } = parsed(projectShape, answer.data, key);
  return { key: now, archived };
}

/**
 * Whether an issue was opened in this tracker's project: the account may serve another one of the same site, too, and what was moved
 * away is still this one's. A project may have been called otherwise when it was; one call for each such key.
 */
export async function isOpenedHere(api: Api, { fields, properties }: Issue): Promise<boolean> {
  const { project } = api.options;
  const home = properties?.home ?? fields.project.key;
  if (home === project) return true;
  const { homes } = api.learnt;
  const known = homes.get(home) ?? (await projectOf(api, home))?.key ?? '';
  homes.set(home, known);
  return known === project;
}
