import { describe, expect, it } from '@jest/globals';
import { permissions } from '../../../sandbox/jira/permissions.ts';
import { open, raw } from './world.ts';

describe('who may call', () => {
  it('is told by mail and token together, or by the token alone', async () => {
    const sandbox = await open();
    const status = async (authorization?: string) => {
      const headers = authorization === undefined ? {} : { authorization };
      return (await fetch(`${sandbox.jiraUrl}/rest/api/3/myself`, { headers })).status;
    };
    const basic = (mail: string, token: string) => `Basic ${Buffer.from(`${mail}:${token}`).toString('base64')}`;
    expect(await status(basic('Sam@example.com', 'sam-token'))).toBe(200);
    expect(await status('Bearer sam-token')).toBe(200);
    for (const wrong of [
      undefined,
      'Bearer nothing',
      'Bearer',
      basic('mara@example.com', 'sam-token'),
      basic('sam@example.com', 'mara-token'),
      basic('', 'sam-token'),
      'Digest sam-token',
    ])
      expect([wrong, await status(wrong)]).toEqual([wrong, 401]);
    expect((await fetch(`${sandbox.jiraUrl}/rest/api/3/serverInfo`)).status).toBe(200);
  });

  it('may do what their access includes', async () => {
    const sandbox = await open();
    const held = async (access: 'none' | 'read' | 'triage' | 'push' | 'admin') => {
      sandbox.act.grant('ISMS', 'eve', access);
      const query = `projectKey=ISMS&permissions=${permissions.join(',')}`;
      const { body } = await raw(sandbox, 'eve', 'GET', `/mypermissions?${query}`);
      const told = Object.entries((body as { permissions: Record<string, { havePermission: boolean }> }).permissions);
      return told.filter(([, { havePermission }]) => havePermission).map(([name]) => name);
    };
    const [none, read, triage, push, admin] = [
      await held('none'),
      await held('read'),
      await held('triage'),
      await held('push'),
      await held('admin'),
    ];
    expect(none).toEqual([]);
    expect(read).toEqual(expect.arrayContaining(['BROWSE_PROJECTS', 'CREATE_ISSUES', 'ADD_COMMENTS']));
    expect(triage.filter((each) => !read.includes(each))).toEqual([
      'EDIT_ISSUES',
      'ASSIGN_ISSUES',
      'TRANSITION_ISSUES',
      'CLOSE_ISSUES',
      'RESOLVE_ISSUES',
      'SCHEDULE_ISSUES',
    ]);
    expect(push.filter((each) => !triage.includes(each))).toEqual([
      'MOVE_ISSUES',
      'EDIT_ALL_COMMENTS',
      'DELETE_ALL_COMMENTS',
    ]);
    expect(admin.filter((each) => !push.includes(each))).toEqual(['DELETE_ISSUES', 'ADMINISTER_PROJECTS']);
  });
});
