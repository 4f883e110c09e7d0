import { describe, expect, it } from '@jest/globals';
import { type Command, parseCommands, type Said } from '../../rules/commands.ts';

function command(text: string): Command {
  const [said] = parseCommands(text);
  if (said?.kind !== 'command') throw new Error(`no command in: ${text}`);
  return said.command;
}

function verbs(text: string): string[] {
  return parseCommands(text).map((s: Said) => (s.kind === 'command' ? s.command.verb : `${s.word}?`));
}

describe('a command in a comment', () => {
  it.each(['/accept', '!accept', '  /accept', '/ACCEPT', 'thanks!\n/accept', '/accept well done'])(
    'is heard: %j',
    (text) => {
      expect(verbs(text)).toEqual(['accept']);
    },
  );

  it.each(['/accept.', '/accept, thanks', '/accept: well done', '/accept;', '!accept!', '/ACCEPT...'])(
    'is heard with punctuation attached: %j',
    (text) => {
      expect(verbs(text)).toEqual(['accept']);
    },
  );

  it.each([
    ['/extend: 2027-04-23 because x', { verb: 'extend', date: '2027-04-23', text: 'x' }],
    ['/waive, because x', { verb: 'waive', text: 'x' }],
    ['/evidence: decisions all kept', { verb: 'evidence', text: 'decisions all kept' }],
  ])('has no part in the punctuation behind its word: %j', (text, said) => {
    expect(command(text)).toMatchObject(said);
  });

  it('with punctuation ends the one above it', () => {
    expect(verbs('/cause nobody told IT\n/approve.\n/extent: two')).toEqual(['cause', 'approve', 'extent']);
    expect(command('/cause nobody told IT\n/approve.').text).toBe('nobody told IT');
  });

  it('keeps a path that a line begins with', () => {
    expect(command('/cause it is under\n/usr/bin/env and\n/etc.\n/data_old too').text).toBe(
      'it is under\n/usr/bin/env and\n/etc.\n/data_old too',
    );
  });

  it.each([
    'accept',
    'please /accept',
    '//accept',
    '/ accept',
    '/accept/it',
    '/accept.md',
    '!accept.png!',
    '/usr/bin/env',
    '/etc.',
    '',
  ])('is none: %j', (text) => {
    expect(verbs(text)).toEqual([]);
  });

  it.each([
    '/extend 2027-04-23 because the job broke',
    '/extend because the job broke 2027-04-23',
    '/extend 2027-04-23, because: the job broke',
    '/extend 2027-04-23 the job broke',
    '!extend\n2027-04-23 because the job broke',
  ])('takes its arguments in any order: %j', (text) => {
    expect(command(text)).toMatchObject({ verb: 'extend', date: '2027-04-23', text: 'the job broke' });
  });

  it('takes an instant where dates are exact', () => {
    expect(command('/extend 2027-04-23T10:00:00Z because x').date).toBe('2027-04-23T10:00:00Z');
  });

  it('needs no word before its date, and keeps that out of the reason', () => {
    for (const word of ['', 'to ', 'until ', 'By  '])
      expect(parseCommands(`/extend ${word}2027-04-23 because two are away`)).toMatchObject([
        { command: { date: '2027-04-23', text: 'two are away' } },
      ]);
    expect(parseCommands('/action @sam by 2027-05-14 to end shared accounts')).toMatchObject([
      { command: { person: '@sam', date: '2027-05-14', text: 'to end shared accounts' } },
    ]);
    expect(parseCommands('/treat R-7 modify controls=A.8.7 @sam2 by 2027-04-23 patch them')).toMatchObject([
      { command: { person: '@sam2', date: '2027-04-23', text: 'R-7 modify controls=A.8.7 patch them' } },
    ]);
    expect(parseCommands('/reject because it moved to 2027-04-23')).toMatchObject([
      { command: { text: 'it moved to 2027-04-23' } },
    ]);
    expect(parseCommands('/extend 2027-04-23 because it was put off to 2027-04-20')).toMatchObject([
      { command: { text: 'it was put off to 2027-04-20' } },
    ]);
  });

  it('lifts out only what the word takes, and each once', () => {
    expect(command('/deny because @sam-okoro asked on 2027-04-23')).toMatchObject({
      text: '@sam-okoro asked on 2027-04-23',
    });
    expect(command('/deny because @sam-okoro asked on 2027-04-23').date).toBeUndefined();
    expect(command('/action @priya-nair 2027-05-14 by 2027-06-01 at the latest')).toMatchObject({
      person: '@priya-nair',
      date: '2027-05-14',
      text: 'by 2027-06-01 at the latest',
    });
    expect(command('/action priya@example.com 2027-05-14 do it').person).toBe('priya@example.com');
    expect(command('/approve MR-2Q7 reviewer @x').key).toBe('MR-2Q7');
    expect(command('/approve #231').key).toBe('#231');
  });

  it.each([
    ['5b10ac8d82e05b22cc7d4ef5', 'an account id'],
    ['557058:f58131cb-b67d-43c7-b30d-6b58d40bd077', 'an account id of two parts'],
    ['qm:6f2c:9d1f', 'an account id of three parts'],
    ['dependabot[bot]', 'a machine'],
  ])('takes @%s for a person: %s', (login) => {
    expect(command(`!action @${login}, 2027-05-14 rotate the keys`)).toMatchObject({
      person: `@${login}`,
      date: '2027-05-14',
      text: 'rotate the keys',
    });
  });

  it.each(['@mara:', '@', '@:x', '@a:b:', 'mara', '@a[bot]x'])('takes %j for nobody', (token) => {
    expect(command(`/action ${token} 2027-05-14 x`).person).toBeUndefined();
  });

  it.each([
    ['ISMS-8', 'ISMS-8'],
    ['ISMS-88,', 'ISMS-88'],
    ['A1_B-7', 'A1_B-7'],
    ['MR-2Q7', 'MR-2Q7'],
    ['NC-2027-014', 'NC-2027-014'],
    ['https://site.example/browse/ISMS-88', 'ISMS-88'],
    ['https://site.example/browse/ISMS-88?focusedCommentId=10', 'ISMS-88'],
  ])('takes %s for a ticket', (token, key) => {
    expect(command(`!approve ${token} it covers this`)).toMatchObject({ key, text: 'it covers this' });
  });

  it.each(['isms-88', 'I-8', 'ISMS-', '-88', 'ISMS88', 'https://site.example/browse/ISMS-88/x', 'ISMS-8x'])(
    'takes %j for no ticket',
    (token) => {
      expect(command(`/approve ${token}`).key).toBeUndefined();
    },
  );

  it('takes no ticket where the word wants none', () => {
    expect(command('/evidence export https://site.example/browse/ISMS-88')).toMatchObject({
      links: ['https://site.example/browse/ISMS-88'],
      text: 'export https://site.example/browse/ISMS-88',
    });
    expect(command('/deny because ISMS-88 is enough').key).toBeUndefined();
  });

  it('finds links without the punctuation behind them', () => {
    expect(command('/evidence export https://x.example.com/a?b=c. And <https://y.example.com/d>').links).toEqual([
      'https://x.example.com/a?b=c',
      'https://y.example.com/d',
    ]);
  });

  it('runs to the next command, lines and all', () => {
    const said = parseCommands('/cause nobody told IT\nsecond line\n/extent two accounts');
    expect(said.map((s) => s.kind === 'command' && s.command.text)).toEqual([
      'nobody told IT\nsecond line',
      'two accounts',
    ]);
  });

  it('keeps a because that does not lead', () => {
    expect(command('/reject it failed because of the network').text).toBe('it failed because of the network');
  });
});

describe('a word that is none', () => {
  it.each([
    ['/aprove', 'approve'],
    ['/acept', 'accept'],
    ['/exted 2027-04-23', 'extend'],
    ['/hlep', 'help'],
    ['/aprove.', 'approve'],
    ['/no_action because x', 'no-action'],
  ])('%s is near %s', (text, nearest) => {
    expect(parseCommands(text)).toEqual([expect.objectContaining({ kind: 'unknown', nearest })]);
  });

  it.each(['/frobnicate', '/shrug', '/assignee'])('%s is near nothing', (text) => {
    expect(parseCommands(text)).toEqual([]);
  });
});
