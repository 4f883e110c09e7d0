import { beforeEach, describe, expect, it } from '@jest/globals';
import { duty, isms } from './company.ts';
import type { Desk } from './desk.ts';
import { playedDesk } from './played.ts';
import type { Scene } from './scene.ts';

const today = new Date();
const REVIEW = duty(today).replace('owner: sam', 'owner: role:hr').replace('verifier: mara', 'verifier: role:lead');

let here: Desk;
let scene: Scene;

function held(roles: string): void {
  const text = isms({ api: scene.sandbox.apiUrl, duties: REVIEW });
  here.write(
    'isms.yaml',
    text.replace(/^roles: .*$/m, `roles: { ${roles} }`).replace('owner: priya }', 'owner: role:hr }'),
  );
}

beforeEach(async () => {
  ({ here, scene } = await playedDesk(today.toISOString()));
  held('lead: [mara], top: [elena], hr: [sam, priya]');
});

describe('preview of duties that a role owns', () => {
  it('names the first of its holders, who does it for all', async () => {
    expect((await here.run('preview')).out).toMatch(/\+ access-review .*, Sam Okoro \(hr\)\n/);
  });
});

describe('preview of another holder of a role', () => {
  beforeEach(async () => {
    await here.run('apply', '--yes');
    await scene.goesOn();
    const found = ['--title', 'leavers', '--nature', 'Two kept access', '--clause', 'A.5.18', '--process', 'access'];
    await here.run('nc', 'raise', ...found, '--as', 'mara');
    await scene.goesOn();
  });

  it('names the duties and processes that follow, and what stays with whom', async () => {
    held('lead: [mara], top: [elena], hr: [priya, sam]');
    const { out } = await here.run('preview');
    expect(out).toContain(
      [
        '~ roles.hr   Role hr: Priya Nair and Sam Okoro instead of Sam Okoro and Priya Nair',
        '    Priya Nair does from the next ticket on: Access review',
        '    Priya Nair owns, for what is found from now on: Access management',
        '    #1 stays with Sam Okoro',
        '    #2 stays with Sam Okoro',
      ].join('\n'),
    );
    expect(JSON.parse((await here.run('preview', '--json')).out).roles).toMatchObject([
      { role: 'hr', does: ['access-review'], owns: ['access'], stay: [{ assignee: 'sam' }, { assignee: 'sam' }] },
    ]);
  });

  it('says of a role that verifies that it does so for what is open, too, once top management approved', async () => {
    held('lead: [priya], top: [elena], hr: [sam, priya]');
    const { out } = await here.run('preview');
    expect(out).toMatch(
      /~ roles\.lead .*\n {4}once top management approves:\n {4}Priya Nair \(lead\) verifies, also what is open: Access review\n/,
    );
  });
});
