import type { Act } from '../act/act.ts';
import { ActRefusal } from '../act/refusal.ts';
import type { Form } from './form.ts';

export interface Pressed {
  readonly login: string;
  readonly repo: string;
  readonly number: number;
  readonly verb: string;
}

/** Does what a form on a ticket's page asks for; returns where to go next. Throws `ActRefusal`. */
export async function press(act: Act, { login, repo, number, verb }: Pressed, form: Form): Promise<string> {
  const value = form.text('value');
  const here = `/${repo}/issues/${number}`;
  switch (verb) {
    case 'comment':
      await comment(act, { login, repo, number, verb }, form);
      return here;
    case 'edit':
      act.editTitle(login, repo, number, form.text('title'));
      act.editBody(login, repo, number, form.text('body'));
      return here;
    case 'edit-comment':
      act.editComment(login, repo, Number(form.text('id')), form.text('text'));
      return here;
    case 'delete-comment':
      act.deleteComment(login, repo, Number(form.text('id')));
      return here;
    case 'assign':
    case 'unassign':
    case 'label':
    case 'unlabel':
      act[verb](login, repo, number, value);
      return here;
    case 'transfer':
      return new URL(act.transfer(login, repo, number, value).url).pathname;
    case 'delete':
      act.deleteIssue(login, repo, number);
      return `/${repo}/issues`;
    default:
      throw new ActRefusal('not-found', `${here}/${verb} is unknown; go back to the issue`);
  }
}

async function comment(act: Act, { login, repo, number }: Pressed, form: Form): Promise<void> {
  const [text, files, next] = [form.text('text'), await form.files('files'), form.text('next')];
  if (text.trim() !== '' || files.length > 0 || next === '') act.commentWithFiles(login, repo, number, text, files);
  if (next === 'completed' || next === 'not_planned') act.close(login, repo, number, next);
  if (next === 'reopen') act.reopen(login, repo, number);
}
