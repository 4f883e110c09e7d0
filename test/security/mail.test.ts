import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createMail } from '../../integrations/notices/mail.ts';
import { type MailServer, startMailServer } from './harness/mail-server.ts';

let server: MailServer;
beforeAll(async () => {
  server = await startMailServer();
});
afterAll(() => server.close());

const mail = () =>
  createMail({
    url: `smtp://isms:hunter2-mail@127.0.0.1:${server.port}`,
    from: 'ISMS <isms@example.com>',
    now: () => '2027-04-12T07:00:00.000Z',
  });

describe('a mail', () => {
  const injected = [
    '\r\nBcc: thief@evil.example',
    '\nRCPT TO:<thief@evil.example>',
    '\r\n\r\nforged text',
    '\r\n.\r\nMAIL FROM:<x@evil.example>',
  ];

  it.each(injected)('gets no line of its own from a title, a name, or a key: %j', async (evil) => {
    const before = server.heard().length;
    await mail().send({
      key: `k${evil}`,
      to: { name: `Sam${evil}`, mail: 'sam@example.com' },
      channel: 'mail',
      subject: `Access review${evil}`,
      lines: ['What is due.'],
    });
    const lines = server.heard().slice(before).split('\n');
    const headers = lines.slice(lines.indexOf('DATA') + 1, lines.indexOf('', lines.indexOf('DATA')));
    expect(headers.length).toBeGreaterThan(5);
    expect(headers.filter((line) => /^(bcc|cc):/i.test(line))).toEqual([]);
    expect(lines.filter((line) => /^(RCPT TO|MAIL FROM)/.test(line))).toEqual([
      'MAIL FROM:<isms@example.com>',
      'RCPT TO:<sam@example.com>',
    ]);
    expect(lines).not.toContain('forged text');
  });

  it('has the lines of its text within its text: none ends it', async () => {
    const before = server.heard().length;
    const lines = ['one', '.', '.\r\nRCPT TO:<thief@evil.example>', 'Bcc: thief@evil.example'];
    await mail().send({ key: 'k', to: { name: 'Sam', mail: 'sam@example.com' }, channel: 'mail', subject: 's', lines });
    const said = server.heard().slice(before).split('\n');
    expect(said.indexOf('.')).toBeGreaterThan(said.findIndex((line) => line.startsWith('Bcc: thief')));
    expect(said.indexOf('Bcc: thief@evil.example')).toBeGreaterThan(said.indexOf('one'));
  });

  it('that is refused says why without the password, though the server repeats it', async () => {
    server.turnSour();
    const notice = {
      key: 'k',
      to: { name: 'Sam', mail: 'sam@example.com' },
      channel: 'mail' as const,
      subject: 's',
      lines: [],
    };
    const error = await mail()
      .send(notice)
      .catch((e: unknown) => e);
    const found = await mail().check();
    server.forgive();
    expect(error).toMatchObject({ name: 'NoticeError', fault: 'refused' });
    expect(`${error} ${error instanceof Error ? error.stack : ''} ${JSON.stringify(found)}`).not.toContain('hunter2');
  });
});
