import { describe, expect, it } from '@jest/globals';
import { parseOptions } from '../../../sandbox/options.ts';
import { sample } from '../../../sandbox/sample.ts';
import { as, open, raw } from './world.ts';

const people = [{ login: 'sam', access: { ISMS: 'push' as const } }];
const project = { key: 'ISMS', name: 'Security', kind: 'simple' as const };

describe('options', () => {
  it('name what is wrong with projects and apps', async () => {
    const wrong = {
      repositories: [],
      projects: [{ key: 'isms', name: 'x', kind: 'loose' }],
      oauthApps: [{ clientId: 'a', clientSecret: 'b', login: 'sam', refreshToken: 'r', scopes: ['all'] }],
      people: [{ login: 'sam', access: { ISMS: 'owner' } }],
    };
    expect(() => parseOptions(JSON.stringify(wrong), 'o.json')).toThrow(
      /projects\.0\.key: allowed are capital.*\n.*projects\.0\.kind: .*\n.*oauthApps\.0\.scopes\.0.*\n.*people\.0\.access\.ISMS/,
    );
    const right = { repositories: [], projects: [project], people };
    expect(parseOptions(JSON.stringify(right), 'o.json').projects).toEqual([project]);
    await expect(open({ projects: [], people })).rejects.toThrow('sam has access to "ISMS", allowed are none');
    const app = { clientId: 'a', clientSecret: 'b', login: 'tom', refreshToken: 'r' };
    await expect(open({ projects: [project], people, oauthApps: [app] })).rejects.toThrow('a acts for "tom"');
  });

  it('have a sample with a project of each kind', async () => {
    const sandbox = await open(sample);
    expect(sandbox.site.projects.map((each) => each.kind.fields.length > 9)).toEqual([false, true]);
    const { body } = await raw(sandbox, 'sandbox', 'GET', '/project/search');
    expect(body).toMatchObject({ values: [{ key: 'ISMS' }, { key: 'QM' }] });
  });

  it('give everybody an account id that stays the same', async () => {
    const idOf = async () => (await as(await open(), 'mara').myself.getCurrentUser()).accountId;
    expect(await idOf()).toMatch(/^[0-9a-f]{24}$/);
    expect(await idOf()).toBe(await idOf());
  });
});
