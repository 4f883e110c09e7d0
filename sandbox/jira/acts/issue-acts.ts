import { actor, filled } from '../../act/actor.ts';
import { ActRefusal } from '../../act/refusal.ts';
import type { IssueDraft, TicketRef } from '../../act/ticket-acts.ts';
import type { Person } from '../../store/model.ts';
import { isDocument } from '../adf/document.ts';
import { savedByEditor } from '../adf/saved.ts';
import { record } from '../issues/change.ts';
import { createIssue, deleteIssue } from '../issues/create.ts';
import { applyValues, type CustomValue, type Values } from '../issues/values.ts';
import type { Issue, Project } from '../model.ts';
import type { Permission } from '../permissions.ts';
import { isAssignableIn, keyOf, type Site } from '../site.ts';
import type { Urls } from '../urls.ts';
import { demandOf, docOf, issueAt, projectAt, signedIn } from './find.ts';

/** The issue as acts name it. */
export function issueRef(urls: Urls, issue: Issue): TicketRef {
  return { repo: issue.project.key, number: issue.number, id: issue.id, url: `${urls.site}/browse/${keyOf(issue)}` };
}

/** Acts on issues, in the terms that the tracker's acts have for tickets. */
export function issueActs(site: Site, urls: Urls) {
  function change(
    login: string,
    key: string,
    number: number,
    permission: Permission,
    values: (issue: Issue) => Values,
  ): void {
    const { person, issue } = issueAt(site, login, key, number);
    demandOf(person, permission, issue.project);
    record(site, issue, person, applyValues(issue, values(issue)), { name: 'issue_updated' });
  }

  return {
    createIssue(login: string, key: string, draft: IssueDraft): TicketRef {
      const person = signedIn(site, login);
      const project = projectAt(site, person, key);
      demandOf(person, 'CREATE_ISSUES', project);
      const [assignee] = draft.assignees ?? [];
      if (assignee !== undefined) demandOf(person, 'ASSIGN_ISSUES', project);
      const values: Values = {
        summary: filled('summary', draft.title),
        description: draft.body ? docOf(site, draft.body) : null,
        labels: (draft.labels ?? []).map(label).sort(),
        ...(assignee === undefined ? {} : { assignee: assignable(site, project, assignee) }),
        custom: firstChoices(project),
      };
      const [type] = project.kind.types;
      if (!type) throw new ActRefusal('invalid', `${key} has no type of issue`);
      return issueRef(urls, createIssue(site, person, { project, type, values }));
    },
    editTitle(login: string, key: string, number: number, title: string): void {
      change(login, key, number, 'EDIT_ISSUES', () => ({ summary: filled('summary', title) }));
    },
    editBody(login: string, key: string, number: number, body: string): void {
      change(login, key, number, 'EDIT_ISSUES', () => ({ description: docOf(site, body) }));
    },
    /** Replaces the description by a document, as the editor saves it. */
    editDocument(login: string, key: string, number: number, document: unknown): void {
      if (!isDocument(document)) throw new ActRefusal('invalid', 'document: allowed is Atlassian Document Format');
      change(login, key, number, 'EDIT_ISSUES', () => ({ description: savedByEditor(document) }));
    },
    assign(login: string, key: string, number: number, assignee: string): void {
      change(login, key, number, 'ASSIGN_ISSUES', ({ project }) => ({ assignee: assignable(site, project, assignee) }));
    },
    unassign(login: string, key: string, number: number, assignee: string): void {
      const gone = actor(site.store, assignee);
      change(login, key, number, 'ASSIGN_ISSUES', (issue) => (issue.assignee === gone ? { assignee: null } : {}));
    },
    label(login: string, key: string, number: number, name: string): void {
      change(login, key, number, 'EDIT_ISSUES', ({ labels }) => ({
        labels: [...new Set([...labels, label(name)])].sort(),
      }));
    },
    unlabel(login: string, key: string, number: number, name: string): void {
      change(login, key, number, 'EDIT_ISSUES', ({ labels }) => ({ labels: labels.filter((each) => each !== name) }));
    },
    deleteIssue(login: string, key: string, number: number): void {
      const { person, issue } = issueAt(site, login, key, number);
      demandOf(person, 'DELETE_ISSUES', issue.project);
      deleteIssue(site, person, issue);
    },
  };
}

function assignable(site: Site, project: Project, login: string): Person {
  const person = actor(site.store, login);
  if (isAssignableIn(project, person)) return person;
  throw new ActRefusal('invalid', `${login} cannot be assigned in ${project.key}; grant read access, or activate them`);
}

function label(name: string): string {
  if (name !== '' && !/\s/.test(name)) return name;
  throw new ActRefusal('invalid', `label: found "${name}", allowed is a word without spaces`);
}

/** What somebody picks who only wants to get on: the first choice of each field that must be filled. */
function firstChoices(project: Project): ReadonlyMap<string, CustomValue> {
  const demanded = project.kind.fields.filter((field) => field.isRequired && field.options !== undefined);
  return new Map(
    demanded.flatMap((field) => {
      const [first] = field.options ?? [];
      return first ? [[field.id, { field, value: first }] as const] : [];
    }),
  );
}
