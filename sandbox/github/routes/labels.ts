import { createLabel, deleteLabel, findLabel } from '../../store/labels.ts';
import { labelLimit } from '../belongings.ts';
import type { Call, Route } from '../call.ts';
import { optionalText } from '../input.ts';
import { labelOf, repositoryOf } from '../locate.ts';
import { page } from '../paging.ts';
import { invalid } from '../refusal.ts';
import { labelShape } from '../shapes/repository.ts';

const many = '/repos/:owner/:repo/labels';
const one = `${many}/:name`;
const descriptionLimit = 100;

export const labelRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: many,
    handle(call) {
      const repository = repositoryOf(call);
      return page(call, repository.labels, (label) => labelShape(call.urls, repository, label));
    },
  },
  {
    method: 'POST',
    path: many,
    writes: 'label',
    handle(call) {
      const repository = repositoryOf(call, 'push');
      const { name, ...draft } = labelIn(call, 'name');
      if (name === undefined) throw invalid('Label', 'name', 'missing_field');
      if (findLabel(repository, name)) throw invalid('Label', 'name', 'already_exists');
      const label = createLabel(call.store, repository, { name, ...draft });
      return { status: 201, body: labelShape(call.urls, repository, label) };
    },
  },
  {
    method: 'GET',
    path: one,
    handle(call) {
      const repository = repositoryOf(call);
      return { status: 200, body: labelShape(call.urls, repository, labelOf(call, repository)) };
    },
  },
  {
    method: 'PATCH',
    path: one,
    writes: 'label',
    handle(call) {
      const repository = repositoryOf(call, 'push');
      const label = labelOf(call, repository);
      const draft = labelIn(call, 'new_name');
      const other = draft.name === undefined ? undefined : findLabel(repository, draft.name);
      if (other && other !== label) throw invalid('Label', 'name', 'already_exists');
      Object.assign(label, draft);
      return { status: 200, body: labelShape(call.urls, repository, label) };
    },
  },
  {
    method: 'DELETE',
    path: one,
    writes: 'label',
    handle(call) {
      const repository = repositoryOf(call, 'push');
      deleteLabel(call.store, call.person, repository, labelOf(call, repository));
      return { status: 204 };
    },
  },
];

function labelIn(call: Call, nameField: string) {
  const name = optionalText(call, 'Label', nameField);
  const color = optionalText(call, 'Label', 'color');
  const description = optionalText(call, 'Label', 'description');
  if (name !== undefined && (name.trim() === '' || [...name].length > labelLimit))
    throw invalid('Label', 'name', 'invalid', `name must be 1 to ${labelLimit} characters long`);
  if (color !== undefined && !/^[0-9a-f]{6}$/i.test(color)) throw invalid('Label', 'color', 'invalid');
  if (description !== undefined && [...description].length > descriptionLimit)
    throw invalid('Label', 'description', 'invalid', `description must be at most ${descriptionLimit} characters long`);
  return {
    ...(name === undefined ? {} : { name }),
    ...(color === undefined ? {} : { color }),
    ...(description === undefined ? {} : { description }),
  };
}
