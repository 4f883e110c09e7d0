import type { Instant } from '../../../rules/time.ts';
import { TrackerError } from '../errors.ts';
import type { Client } from './client.ts';
import { parsed, selfShape } from './shapes.ts';

/** The account behind the credentials. */
export interface Myself {
  id: string;
  /** As people see it; empty where nobody named it. */
  name: string;
  /** When Jira answered, by its clock. */
  at: Instant;
}

/** One call. @throws TrackerError `unauthorised` if the credentials are nobody's, `unreachable` where there is no Jira. */
export async function askMyself(client: Client): Promise<Myself> {
  const answer = await client.call(({ getCurrentUser }, jira) => getCurrentUser(jira), {
    scope: 'target',
    accept: [404],
  });
  if (answer.status === 404)
    throw new TrackerError('Jira, GET /rest/api/3/myself: 404, so there is no Jira site at this address.', {
      kind: 'unreachable',
    });
  const { accountId: id, displayName: name } = parsed(selfShape, answer.data, 'GET myself');
  return { id, name, at: answer.at };
}
