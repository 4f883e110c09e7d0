import type { Act } from './act/act.ts';
import type { Clock } from './clock.ts';
import type { World } from './github/world.ts';
import type { World as JiraWorld } from './jira/world.ts';
import type { Mailbox } from './messages/mailbox.ts';

/** All that the server's parts share. */
export interface Rooms {
  readonly world: World;
  readonly jira: JiraWorld;
  readonly act: Act;
  readonly mailbox: Mailbox;
  readonly clock: Clock;
  readonly smtpPort: number;
}
