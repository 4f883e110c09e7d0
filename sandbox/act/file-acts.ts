import { branch, commitFile } from '../store/files.ts';
import { fullName, type Store } from '../store/store.ts';
import { actor, filled, mayChange, place } from './actor.ts';

export interface CommittedFile {
  readonly commit: string;
  readonly blob: string;
  /** The file on the branch, as people paste it. */
  readonly url: string;
  /** The same file in this commit, for ever. */
  readonly permalink: string;
}

/** Acts on the files of a repository. */
export function fileActs(store: Store, pages: () => string) {
  return {
    commitFile(login: string, repo: string, path: string, bytes: Uint8Array, message?: string): CommittedFile {
      const person = actor(store, login);
      const repository = place(store, person, repo);
      mayChange(person, null, repository, 'push');
      const commit = commitFile(store, person, repository, { path: filled('path', path), bytes, message });
      const blob = (ref: string) => `${pages()}/${fullName(repository)}/blob/${ref}/${encodeURI(path)}`;
      return { commit: commit.sha, blob: commit.tree.get(path) ?? '', url: blob(branch), permalink: blob(commit.sha) };
    },
  };
}
