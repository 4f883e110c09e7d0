import type { Account } from '../rules/ticket.ts';
import type { Environment } from './secrets.ts';

/** What an adapter is constructed with, beside what the programme says of its tracker. */
export interface Surroundings {
  env: Environment;
  /** The engine's clock, epoch ms. */
  now: () => number;
  /** The engine's own account there, as far as it was resolved. */
  self?: Account;
  /** The data folder: what a login may have to keep lies below it. */
  folder?: string;
}
