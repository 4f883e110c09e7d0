import { githubLogin } from '../../config/people.ts';
import { type Tree, textAt } from '../../config/tree.ts';
import { Refusal } from '../terminal.ts';
import { type Asking, chosen } from './asking.ts';
import { logInAsApp } from './github-app.ts';
import { type GitHubLoggedIn, logInByToken } from './github-login.ts';
import type { GitHubConnectOptions } from './github-options.ts';
import { asked } from './outside.ts';
import { openProgramme, type ProgrammeText, standingTracker } from './programme-text.ts';
import { settle } from './settle.ts';

const KIND = 'github';

/** Sets a repository at GitHub up as a tracker, step by step; the programme is written at the very end, or not at all. */
export async function connectGitHub(asking: Asking, options: GitHubConnectOptions): Promise<void> {
  const file = openProgramme(asking.terminal, options.programme, options.tracker);
  const standing = standingTracker(file, options.tracker, KIND);
  const { directory, self, keys, repository: named } = await logIn(asking, options, file, standing);
  const steps = { unauthorised: 'Give the account access to a repository, and its token that repository.' };
  const repositories = await asked(directory.repositories(), steps);
  if (repositories.length === 0)
    throw new Refusal(
      `${self.name} may write in no repository with issues. ${steps.unauthorised} Nothing was changed.`,
    );
  const repository = await chosen(asking, {
    flag: '--repository OWNER/NAME',
    text: 'Repository for the tickets, private and best used for nothing else',
    given: named ?? options.repository,
    choices: repositories,
    proposal: textAt(standing, 'repository'),
  });
  const looked = {
    kind: KIND,
    self,
    keys: { kind: KIND, repository: repository.id, ...keys },
    find: (mail: string) => asked(directory.person(repository.id, mail), steps),
    isAccount: (text: string) => githubLogin.safeParse(text).success,
    account: 'a login at GitHub',
    guide: 'docs/github.md',
  } as const;
  await settle(asking, file, looked, options);
}

/** As an App where that is wanted, by a token otherwise. */
async function logIn(
  asking: Asking,
  options: GitHubConnectOptions,
  file: ProgrammeText,
  standing: Tree | undefined,
): Promise<GitHubLoggedIn> {
  const choices = [
    { id: 'token', name: 'of an account of its own' },
    { id: 'app', name: 'a GitHub App that is made now; takes no seat' },
  ];
  const given = options.app ? 'app' : options.tokenEnv || options.tokenFile ? 'token' : undefined;
  const proposal = textAt(standing, 'app', 'id') === undefined ? 'token' : 'app';
  const question = { flag: '--app, or --token-env NAME', text: 'How does the engine log in', given, choices, proposal };
  const { id } = await chosen(asking, question);
  return id === 'app' ? logInAsApp(asking, options, file, standing) : logInByToken(asking, options, standing);
}
