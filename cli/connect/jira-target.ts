import { type Tree, textAt } from '../../config/tree.ts';
import type { JiraDirectory } from '../../integrations/tickets/jira/directory/directory.ts';
import { Refusal } from '../terminal.ts';
import { type Asking, type Choice, chosen } from './asking.ts';
import type { JiraConnectOptions } from './jira-options.ts';
import { asked } from './outside.ts';

/** Where tickets are opened. */
export interface JiraTarget {
  project: Choice;
  type: Choice;
  /** For the parts of another ticket, where there is such a type. */
  part?: Choice;
}

const NONE: Choice = { id: 'none', name: 'parts of a ticket are tickets like any other' };

/** @returns project and types that were chosen. @throws Refusal where there is none, or none of that name. */
export async function targetOf(
  asking: Asking,
  directory: JiraDirectory,
  options: JiraConnectOptions,
  standing: Tree | undefined,
): Promise<JiraTarget> {
  const unauthorised = 'Give the account a role in a project with Browse projects and Create issues.';
  const projects = await asked(directory.projects(), { unauthorised });
  if (projects.length === 0) throw new Refusal(`This account can see no project. ${unauthorised} Nothing was changed.`);
  const project = await chosen(asking, {
    flag: '--project KEY',
    text: 'Project for the tickets, best one of its own',
    given: options.project,
    choices: projects,
    proposal: textAt(standing, 'project'),
  });
  const types = await asked(directory.types(project.id), {
    unauthorised: `The account may not create issues in ${project.id}. ${unauthorised}`,
  });
  const type = await chosen(asking, {
    flag: '--type ID',
    text: 'Type of the tickets',
    given: options.type,
    choices: types.filter(({ isPart }) => !isPart),
    proposal: textAt(standing, 'type'),
  });
  const parts = types.filter(({ isPart }) => isPart);
  if (parts.length === 0) return { project, type };
  const part = await chosen(asking, {
    flag: '--subtask-type ID',
    text: 'Type of the parts of a ticket, such as the tasks of a nonconformity',
    given: options.subtaskType,
    choices: [...parts, NONE],
    proposal: textAt(standing, 'subtask_type') ?? parts[0]?.id,
  });
  return { project, type, ...(part.id !== NONE.id && { part }) };
}
