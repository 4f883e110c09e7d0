import type { Person, Repository } from '../../store/model.ts';
import { allows, ghost } from '../../store/people.ts';
import { instant, nodeId, type Urls } from './urls.ts';

/** A person as the API prints authors, actors, and assignees. */
export function simpleUser(urls: Urls, given: Person) {
  const person = given.isRemoved ? ghost : given;
  const api = `${urls.api}/users/${person.login}`;
  return {
    login: person.login,
    id: person.id,
    node_id: nodeId('U', person.id),
    avatar_url: `${urls.html}/avatars/${person.id}`,
    gravatar_id: '',
    url: api,
    html_url: `${urls.html}/${person.login}`,
    repos_url: `${api}/repos`,
    events_url: `${api}/events{/privacy}`,
    type: person.kind,
    user_view_type: 'public',
    site_admin: false,
  };
}

/** A person as `GET /user` and `GET /users/{login}` print it. */
export function fullUser(urls: Urls, person: Person) {
  return {
    ...simpleUser(urls, person),
    name: person.name,
    company: null,
    email: person.mail,
    bio: null,
    created_at: instant(person.since),
    updated_at: instant(person.since),
  };
}

/** How an author stands to the repository. */
export function association(repository: Repository, person: Person): string {
  if (repository.owner.toLowerCase() === person.login.toLowerCase()) return 'OWNER';
  return allows(repository.access.get(person.login.toLowerCase()) ?? 'none', 'read') ? 'COLLABORATOR' : 'NONE';
}
