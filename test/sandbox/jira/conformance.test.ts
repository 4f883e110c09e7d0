import { describe, expect, it } from '@jest/globals';
import { violations } from './conformance.ts';

const created = { method: 'POST', path: '/rest/api/3/issue', request: { fields: {} }, status: 201 };
const answer = { id: '1', key: 'ISMS-1', self: 'https://example.com' };

describe('the comparison with the description', () => {
  it('finds nothing in what conforms', () => {
    expect(violations({ ...created, response: answer })).toEqual([]);
    const error = { errorMessages: [], errors: { summary: 'x' } };
    expect(violations({ ...created, status: 400, response: error })).toEqual([]);
  });

  it('finds wrong types, unknown fields and places, bodies and answers that do not belong', () => {
    expect(violations({ ...created, response: { ...answer, id: 1 } })).toEqual([
      expect.stringContaining('/id must be string'),
    ]);
    expect(violations({ ...created, response: { ...answer, colour: 'red' } })).toHaveLength(1);
    expect(violations({ ...created, request: { fields: [] }, response: answer })).toHaveLength(1);
    expect(violations({ ...created, status: 400, response: { message: 'x' } })).toHaveLength(1);
    expect(violations({ ...created, status: 418, response: undefined })).toHaveLength(1);
    expect(violations({ ...created, path: '/rest/api/3/nowhere', response: {} })).toHaveLength(1);
    const moved = { method: 'POST', path: '/rest/api/3/issue/1/transitions', request: {}, status: 204 };
    expect(violations({ ...moved, response: {} })).toHaveLength(1);
    const item = { field: 'status', from: null, fromString: null, to: '1', toString: 'Done' };
    const history = (items: unknown) => ({
      method: 'GET',
      path: '/rest/api/3/issue/1/changelog',
      request: undefined,
      status: 200,
      response: { values: [{ id: '1', created: '2027-04-12T07:00:00.000+0000', items }] },
    });
    expect(violations(history([item]))).toEqual([]);
    expect(violations(history([{ ...item, field: null }]))).toHaveLength(1);
  });
});
