import type { Store } from '../store/store.ts';
import { commentActs } from './comment-acts.ts';
import { fileActs } from './file-acts.ts';
import { settingActs } from './setting-acts.ts';
import { ticketActs } from './ticket-acts.ts';

/**
 * What people do with a mouse. Each act takes who does it, the repository (`owner/name`) and the ticket's number,
 * is bound by that person's access, and throws `ActRefusal`. `pages` gives the address that pages stand under.
 */
export function createAct(store: Store, pages: () => string) {
  return {
    ...ticketActs(store, pages),
    ...commentActs(store, pages),
    ...fileActs(store, pages),
    ...settingActs(store),
  };
}

export type Act = ReturnType<typeof createAct>;
