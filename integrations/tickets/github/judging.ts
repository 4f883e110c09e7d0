import { judged } from '../forbidden.ts';
import { repositoryOf } from './address.ts';
import type { Api } from './api.ts';
import type { Client } from './client.ts';
import { check } from './setup.ts';

/** GitHub says so where a token or an App was not granted what the call takes: in the target that is no issue's own. */
const NOT_GRANTED = /not accessible by/i;

/** @returns a client whose calls about one issue, where GitHub forbids them, say what is closed: the issue, or the repository. */
export function judging(api: Api): Client {
  const { client } = api;
  const ofIssue = <T>(work: Promise<T>, parameters: Record<string, unknown>) =>
    judged(
      work,
      () => check(api, false),
      (said) => NOT_GRANTED.test(said) && isHome(api.target, parameters),
    );
  return {
    call: (route, parameters, options) => ofIssue(client.call(route, parameters, options), parameters),
    pages: (route, parameters, options) => ofIssue(client.pages(route, parameters, options), parameters),
  };
}

/** An issue that was transferred is called where it is now. */
function isHome(target: string, { owner, repo }: Record<string, unknown>): boolean {
  const home = repositoryOf(target.toLowerCase());
  return String(owner).toLowerCase() === home.owner && String(repo).toLowerCase() === home.repo;
}
