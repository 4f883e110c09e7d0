import { describe, expect, it } from '@jest/globals';
import { filledIn } from '../../../../integrations/tickets/jira/demand.ts';
import { type Field, issueShape, type Transition } from '../../../../integrations/tickets/jira/shapes.ts';

const options = { fields: { customfield_1: 'text' }, resolution: { done: '10000', dropped: '10001' } };
const at = '2027-04-12T07:00:00.000+0000';
const issue = issueShape.parse({
  id: '1',
  key: 'ISMS-1',
  fields: {
    summary: 'x',
    status: { id: '1', statusCategory: { key: 'new' } },
    assignee: { accountId: 'sam' },
    issuetype: { id: '1', subtask: false },
    project: { id: '1', key: 'ISMS' },
    created: at,
    updated: at,
  },
});
const resolutions = [
  { id: '10000', name: 'Done' },
  { id: '10001', name: "Won't Do" },
];
const field = (type: string, more: Partial<Field> = {}): Field => ({
  name: type,
  required: false,
  schema: { type },
  ...more,
});
const leadingTo = (category: string, fields: Record<string, Field>): Transition => ({
  id: '31',
  name: 'Go',
  to: { id: '9', name: 'There', statusCategory: { key: category } },
  fields,
});
const resolution = field('resolution', { allowedValues: resolutions });

describe("a transition's screen", () => {
  it('is given the resolution of what is wanted, where it closes', () => {
    const closing = leadingTo('done', { resolution });
    expect(filledIn({ options }, issue, closing, 'done').fields).toEqual({ resolution: { id: '10000' } });
    expect(filledIn({ options }, issue, closing, 'dropped').fields).toEqual({ resolution: { id: '10001' } });
    expect(filledIn({ options }, issue, leadingTo('indeterminate', { resolution }), 'done')).toMatchObject({
      fields: {},
      demands: [],
    });
  });

  it('is given no resolution that it does not take, and demands one where it must', () => {
    const narrow = { ...resolution, required: true, allowedValues: resolutions.slice(0, 1) };
    const { fields, demands } = filledIn({ options }, issue, leadingTo('done', { resolution: narrow }), 'dropped');
    expect([fields, demands]).toEqual([
      {},
      [{ field: 'resolution', name: 'resolution', at: 'resolution.dropped', allowed: '10000 (Done)' }],
    ]);
  });

  it('is given a configured field that it demands, and leaves alone one that it merely shows', () => {
    const shows = leadingTo('done', { customfield_1: field('string') });
    expect(filledIn({ options }, issue, shows, 'done').fields).toEqual({});
    const demanding = leadingTo('done', { customfield_1: field('string', { required: true }) });
    expect(filledIn({ options }, issue, demanding, 'done').fields).toEqual({ customfield_1: 'text' });
  });

  it('demands what nobody configured, but neither what has a default nor what the issue has', () => {
    const screen = {
      customfield_2: field('string', { required: true, name: 'Cost centre' }),
      customfield_3: field('string', { required: true, hasDefaultValue: true }),
      assignee: field('user', { required: true }),
      duedate: field('date', { required: true }),
    };
    const { demands } = filledIn({ options }, issue, leadingTo('done', screen), 'done');
    expect(demands).toEqual([
      { field: 'customfield_2', name: 'Cost centre', at: 'fields.customfield_2', allowed: 'any value' },
      { field: 'duedate', name: 'date', at: 'fields.duedate', allowed: 'any value' },
    ]);
  });
});
