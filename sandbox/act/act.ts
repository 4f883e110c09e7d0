import { jiraActs } from '../jira/acts/acts.ts';
import type { World as JiraWorld } from '../jira/world.ts';
import type { Store } from '../store/store.ts';
import { commentActs } from './comment-acts.ts';
import { fileActs } from './file-acts.ts';
import { settingActs } from './setting-acts.ts';
import { ticketActs } from './ticket-acts.ts';

/**
 * What people do with a mouse. Each act takes who does it, the repository (`owner/name`) or project (its key) and the ticket's number,
 * is bound by that person's access, and throws `ActRefusal`. `pages` gives the address that pages stand under.
 */
export function createAct(
  store: Store,
  pages: () => string,
  jira: Pick<JiraWorld, 'site' | 'urls' | 'hooks' | 'oauth'>,
) {
  const inRepository = { ...ticketActs(store, pages), ...commentActs(store, pages) };
  const inProject = jiraActs(jira.site, jira.urls);
  return {
    ...inRepository,
    ...inProject,
    createIssue: either(inRepository.createIssue, inProject.createIssue),
    close: either(inRepository.close, inProject.close),
    reopen: either(inRepository.reopen, inProject.reopen),
    editTitle: either(inRepository.editTitle, inProject.editTitle),
    editBody: either(inRepository.editBody, inProject.editBody),
    assign: either(inRepository.assign, inProject.assign),
    unassign: either(inRepository.unassign, inProject.unassign),
    label: either(inRepository.label, inProject.label),
    unlabel: either(inRepository.unlabel, inProject.unlabel),
    deleteIssue: either(inRepository.deleteIssue, inProject.deleteIssue),
    transfer: either(inRepository.transfer, inProject.transfer),
    comment: either(inRepository.comment, inProject.comment),
    commentWithFiles: either(inRepository.commentWithFiles, inProject.commentWithFiles),
    attach: either(inRepository.attach, inProject.attach),
    editComment: either(inRepository.editComment, inProject.editComment),
    deleteComment: either(inRepository.deleteComment, inProject.deleteComment),
    react: either(inRepository.react, inProject.react),
    ...fileActs(store, pages),
    ...settingActs(store, jira),
  };
}

export type Act = ReturnType<typeof createAct>;

type Does<A extends unknown[], R> = (login: string, place: string, ...more: A) => R;

/** Only repositories have a slash in their name. */
function either<A extends unknown[], R>(inRepository: Does<A, R>, inProject: Does<A, R>): Does<A, R> {
  return (login, place, ...more) => (place.includes('/') ? inRepository : inProject)(login, place, ...more);
}
