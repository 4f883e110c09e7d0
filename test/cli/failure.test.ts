import { expect, it } from '@jest/globals';
import { withoutSecrets } from '../../cli/failure.ts';
import type { Terminal } from '../../cli/terminal.ts';

const shown = (text: string) => withoutSecrets(text, { env: {} } as unknown as Terminal);

it.each([
  ['postgres://isms:pa55@db/x does not answer', 'postgres://isms:[secret]@db/x does not answer'],
  ['postgres://isms:pa/ss@db/x does not answer', 'postgres://isms:[secret]@db/x does not answer'],
  ['cannot clone https://ghp_token@git.example.com/x', 'cannot clone https://[secret]@git.example.com/x'],
  ['smtps://KEY@mail.example.com:465', 'smtps://[secret]@mail.example.com:465'],
  ['postgres://isms@127.0.0.1:1/isms', 'postgres://isms@127.0.0.1:1/isms'],
  ['allowed: smtp://USER:PASSWORD@HOST:PORT', 'allowed: smtp://USER:PASSWORD@HOST:PORT'],
  ['http://127.0.0.1:4500/x asks sam@example.com', 'http://127.0.0.1:4500/x asks sam@example.com'],
])('of an address the password, or what may be a token, is not shown: %s', (text, safe) => {
  expect(shown(text)).toBe(safe);
});
