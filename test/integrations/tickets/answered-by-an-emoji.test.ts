import { expect, it } from '@jest/globals';
import { withoutSecrets } from '../../../integrations/notices/error.ts';
import * as github from '../../../integrations/tickets/github/fault.ts';
import * as jira from '../../../integrations/tickets/jira/fault.ts';
import { canonical } from '../../../register/canonical.ts';

const NOW = Date.parse('2027-04-05T08:00:00.000Z');
/** Its last character begins right before the cut. */
const cutAt = (length: number) => `${'x'.repeat(length - 1)}🙂 and more`;
const headers = {};

it.each([
  ['GitHub', () => github.errorOf('PATCH', { status: 422, headers, data: { message: cutAt(500) } }, 'ticket', NOW)],
  [
    'Jira',
    () => jira.errorOf('PUT', { status: 400, headers: new Headers(), data: { message: cutAt(500) } }, 'ticket', NOW),
  ],
  ['a channel', () => ({ message: withoutSecrets(cutAt(300), []) })],
])('what %s answers is cut before a character that does not fit, and can be kept in the register', (_, failed) => {
  const { message } = failed();
  expect(message.endsWith('x')).toBe(true);
  expect(canonical({ why: message })).toContain('xxx');
});
