import { describe, expect, it } from '@jest/globals';
import type { Field } from '../../../../integrations/tickets/jira/shapes.ts';
import { allowedBy, jsonFor } from '../../../../integrations/tickets/jira/values.ts';
import type { JiraValue } from '../../../../rules/programme.ts';

const types = 'com.atlassian.jira.plugin.system.customfieldtypes';
const options = [
  { id: '10220', value: 'Operations' },
  { id: '10221', value: 'Security' },
];
const places = [
  { id: '10230', value: 'Berlin', children: [{ id: '10231', value: 'Mitte' }] },
  { id: '10233', value: 'Lisbon' },
];

function field(type: string, more: Partial<Field> & { items?: string; custom?: string } = {}): Field {
  const { items, custom, ...rest } = more;
  const schema = { type, ...(items && { items }), ...(custom && { custom: `${types}:${custom}` }) };
  return { name: 'Cost centre', required: true, schema, ...rest };
}

describe("a configured field's value", () => {
  const good: [string, Field, JiraValue, unknown][] = [
    ['text', field('string', { custom: 'textfield' }), 'ISO 27001', 'ISO 27001'],
    [
      'lines of text',
      field('string', { custom: 'textarea' }),
      'ISO 27001',
      { type: 'doc', version: 1, content: [{ type: 'paragraph', content: [{ type: 'text', text: 'ISO 27001' }] }] },
    ],
    ['a choice', field('option', { allowedValues: options }), '10221', { id: '10221' }],
    [
      'choices',
      field('array', { items: 'option', allowedValues: options }),
      '10220, 10221',
      [{ id: '10220' }, { id: '10221' }],
    ],
    ['words', field('array', { items: 'string' }), 'one,two', ['one', 'two']],
    [
      'a component',
      field('array', { items: 'component', allowedValues: [{ id: '7', name: 'VPN' }] }),
      '7',
      [{ id: '7' }],
    ],
    ['a date', field('date'), '2027-04-23', '2027-04-23'],
    ['a number', field('number'), '4.5', 4.5],
    ['somebody', field('user'), { user: '5b10ac8d82e05b22cc7d4ef5' }, { accountId: '5b10ac8d82e05b22cc7d4ef5' }],
    ['people', field('array', { items: 'user' }), 'a1,b2', [{ accountId: 'a1' }, { accountId: 'b2' }]],
    [
      'a choice below another',
      field('option-with-child', { allowedValues: places }),
      { option: '10230', child: '10231' },
      { id: '10230', child: { id: '10231' } },
    ],
    ['the upper choice alone', field('option-with-child', { allowedValues: places }), '10233', { id: '10233' }],
  ];
  it.each(good)('%s', (_, given, value, json) => {
    expect(jsonFor(given, value)).toEqual({ json });
  });

  const bad: [string, Field, JiraValue][] = [
    ['a choice that is not there', field('option', { allowedValues: options }), '4100'],
    ["a choice's name", field('option', { allowedValues: options }), 'Security'],
    ['choices, one of them not there', field('array', { items: 'option', allowedValues: options }), '10220,4100'],
    ['a date of another order', field('date'), '23.04.2027'],
    ['a number that is none', field('number'), 'four'],
    ['an account where text is wanted', field('string'), { user: 'a1' }],
    [
      'a lower choice below the wrong one',
      field('option-with-child', { allowedValues: places }),
      { option: '10233', child: '10231' },
    ],
    [
      'an upper choice that is not there',
      field('option-with-child', { allowedValues: places }),
      { option: '1', child: '10231' },
    ],
    ['an account among choices', field('option-with-child', { allowedValues: places }), { user: 'a1' }],
    ['a kind of field that is not known', field('sd-approvals'), 'x'],
  ];
  it.each(bad)('not %s', (_, given, value) => {
    expect(jsonFor(given, value)).toEqual({ wrong: expect.stringMatching(/\S/) });
  });

  it('is told with ids and names', () => {
    expect(allowedBy(field('option', { allowedValues: options }))).toBe('10220 (Operations), 10221 (Security)');
    expect(allowedBy(field('option-with-child', { allowedValues: places }))).toBe(
      '10230/10231 (Berlin/Mitte), 10233 (Lisbon)',
    );
    expect(allowedBy(field('string'))).toBeUndefined();
  });
});
