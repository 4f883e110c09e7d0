import { describe, expect, it } from '@jest/globals';
import { pathOf, refOf } from '../../../../integrations/tickets/github/address.ts';

const at = (html_url: string) => refOf('github', 'example/isms', { id: '77', number: 12, html_url });

describe('where an issue is', () => {
  it('is called by its number at home, and by its whole name elsewhere', () => {
    const home = 'https://github.com/Example/ISMS/issues/12';
    expect(at(home)).toEqual({ tracker: 'github', id: '77', number: '#12', url: home });
    expect(at('https://github.com/example/attic/issues/12').number).toBe('example/attic#12');
  });

  it('is found in the address, also of a server that stands below a path', () => {
    const path = { owner: 'example', repo: 'attic', issue_number: 12 };
    expect(pathOf(at('https://ghe.example/example/attic/issues/12'))).toEqual(path);
    expect(pathOf(at('https://ghe.example/some/where/example/attic/issues/12'))).toEqual(path);
  });
});
