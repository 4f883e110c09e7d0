import { createTokenSource } from '../../../../../integrations/tickets/jira/oauth/token-source.ts';
import { holdLock } from '../../../../../workers/servers/lock.ts';

/** A process of its own that asks for a token and prints it. */
const [tokenUrl = '', file = ''] = process.argv.slice(2);
const token = createTokenSource({
  id: 'jira',
  clientId: 'client',
  clientSecret: 'client-secret',
  refreshToken: 'refresh-0',
  file,
  tokenUrl,
  lock: (path) => holdLock(path, 0),
  now: Date.now,
});
process.stdout.write(await token());
