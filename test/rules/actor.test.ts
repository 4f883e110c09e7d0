import { describe, expect, it } from '@jest/globals';
import { accountIn, assertionIn, byAccount, byPerson, personIn } from '../../rules/actor.ts';

describe('who acted, as the log has it', () => {
  it('is a person of the programme, with how they said so outside the ticket', () => {
    expect(personIn(byPerson('sam'))).toBe('sam');
    expect(assertionIn(byPerson('sam'))).toBe('');
    const asserted = byPerson('sam', 'asserted at the command line by sam@desk');
    expect([personIn(asserted), assertionIn(asserted)]).toEqual(['sam', ' (asserted at the command line by sam@desk)']);
    expect(personIn('engine')).toBeUndefined();
  });

  it('is an account at a tracker, whatever stands in its id', () => {
    const trackers = ['github', 'jira'];
    expect(accountIn(byAccount('jira', '712020:0e3b'), trackers)).toEqual({ tracker: 'jira', id: '712020:0e3b' });
    expect(accountIn(byAccount('github', '42'), trackers)).toEqual({ tracker: 'github', id: '42' });
    expect(accountIn('account:712020:0e3b', trackers)).toEqual({ id: '712020:0e3b' });
    expect(accountIn('account:42', trackers)).toEqual({ id: '42' });
    expect(accountIn(byPerson('sam'), trackers)).toBeUndefined();
  });
});
