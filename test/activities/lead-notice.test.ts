import { expect, it } from '@jest/globals';
import { toLeads } from '../../activities/lead-notice.ts';
import { organisation } from '../rules/task/people.ts';

it('a message to the leads goes out at the instant that is asked for, and not before', () => {
  const notBefore = '2027-04-16T07:00:00.000Z';
  const [notice, ...others] = toLeads(organisation(), 'uncovered:2027-04', { subject: 'S', lines: ['L'] }, notBefore);
  expect(others).toEqual([]);
  expect(notice).toMatchObject({ notBefore, body: { to: 'mara', notBefore, lines: ['L'] } });
});
