import type { Act } from '../../act/act.ts';
import { ActRefusal } from '../../act/refusal.ts';
import type { Form } from '../../page/form.ts';
import { docOf } from '../acts/find.ts';
import type { Issue } from '../model.ts';
import type { Site } from '../site.ts';
import { keyOf } from '../site.ts';

/** Does what a form on an issue's page asks for; returns where to go next. Throws `ActRefusal`. */
export async function pressOnIssue(
  site: Site,
  act: Act,
  { login, issue, verb }: { readonly login: string; readonly issue: Issue; readonly verb: string },
  form: Form,
): Promise<string> {
  const [key, number, value] = [issue.project.key, issue.number, form.text('value')];
  const here = `/jira/browse/${keyOf(issue)}`;
  switch (verb) {
    case 'comment':
      act.commentWithFiles(login, key, number, form.text('text'), await form.files('files'));
      return here;
    case 'edit':
      edit(site, act, { login, issue }, form);
      return here;
    case 'transition':
      act.transition(login, key, number, value, form.text('resolution') || undefined);
      return here;
    case 'edit-comment':
      act.editComment(login, key, Number(form.text('id')), form.text('text'));
      return here;
    case 'delete-comment':
      act.deleteComment(login, key, Number(form.text('id')));
      return here;
    case 'assign':
    case 'unassign':
    case 'label':
    case 'unlabel':
      act[verb](login, key, number, value);
      return here;
    case 'convert':
      act.convertToSubtask(login, key, number, Number(value.split('-').at(-1)));
      return here;
    case 'transfer':
      return new URL(act.transfer(login, key, number, value).url).pathname;
    case 'delete':
      act.deleteIssue(login, key, number);
      return `/jira/projects/${key}`;
    default:
      throw new ActRefusal('not-found', `${here}/${verb} is unknown; go back to the issue`);
  }
}

function edit(site: Site, act: Act, { login, issue }: { login: string; issue: Issue }, form: Form): void {
  const below = docOf(site, form.text('below')).content;
  if (form.text('title') !== issue.summary) act.editTitle(login, issue.project.key, issue.number, form.text('title'));
  if (below.length === 0) return;
  const content = [...(issue.description?.content ?? []), ...below];
  act.editDocument(login, issue.project.key, issue.number, { type: 'doc', version: 1, content });
}
