import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { SMTPServer } from 'smtp-server';
import { createMail } from '../../../integrations/notices/mail.ts';
import type { Notice } from '../../../integrations/notices/notices.ts';

const notice: Notice = {
  key: 'task/abc/reminder/2',
  to: { name: 'Sam Okoro', mail: 'sam@example.org' },
  channel: 'mail',
  subject: 'Access review is due on Friday',
  lines: ['Two things are missing.', 'https://tracker.example/231'],
};
const now = () => '2027-04-16T22:00:00.000Z';
const from = 'ISMS <isms@example.org>';
const open: (() => void)[] = [];

interface Rules {
  login?: string;
  mailbox?: { code: number; text: string };
}

async function smtp(rules: Rules = {}, host = '127.0.0.1') {
  const mails: string[] = [];
  const logins: unknown[] = [];
  const counted = { connections: 0 };
  const server = new SMTPServer({
    authOptional: rules.login === undefined,
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    onConnect(_session, done) {
      counted.connections++;
      done();
    },
    onAuth(auth, _session, done) {
      logins.push(auth.username);
      if (auth.password === rules.login) return done(null, { user: 'isms' });
      return done(new Error(`no ${auth.password} here`));
    },
    onRcptTo: (_address, _session, done) =>
      rules.mailbox ? done(Object.assign(new Error(rules.mailbox.text), { responseCode: rules.mailbox.code })) : done(),
    onData(stream, _session, done) {
      let text = '';
      stream.on('data', (chunk) => {
        text += chunk;
      });
      stream.on('end', () => done(null, void mails.push(text)));
    },
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  open.push(() => server.close());
  const address = server.server.address();
  return { mails, logins, counted, port: typeof address === 'object' && address ? address.port : 0 };
}

async function silent(): Promise<number> {
  const sockets: Socket[] = [];
  const server: Server = createServer((socket) => sockets.push(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

afterEach(() => {
  for (const close of open.splice(0)) close();
});

describe('mail', () => {
  it('that goes out in quick succession shares one connection', async () => {
    const server = await smtp();
    const mail = createMail({ url: `smtp://127.0.0.1:${server.port}`, from, now });
    for (const key of ['a', 'b', 'c']) await mail.send({ ...notice, key });
    expect([server.mails.length, server.counted.connections]).toEqual([3, 1]);
  });

  it('hands a plain text mail over, with one Message-ID per key', async () => {
    const server = await smtp();
    const mail = createMail({ url: `smtp://127.0.0.1:${server.port}`, from, now });
    expect(await mail.send(notice)).toEqual({ accepted: now() });
    await mail.send(notice);
    await mail.send({ ...notice, key: 'task/abc/reminder/3' });
    const [first = '', again = '', other = ''] = server.mails;
    expect(first).toContain('To: Sam Okoro <sam@example.org>');
    expect(first).toContain(`Subject: ${notice.subject}`);
    expect(first).toContain('Auto-Submitted: auto-generated');
    expect(first).toContain('Two things are missing.\r\n\r\nhttps://tracker.example/231');
    const id = (text: string) => /^Message-ID: <(\w+@example\.org)>/m.exec(text)?.[1];
    expect(id(first)).toBeDefined();
    expect(id(again)).toBe(id(first));
    expect(id(other)).not.toBe(id(first));
  });

  it('writes no header from a subject', async () => {
    const server = await smtp();
    const mail = createMail({ url: `smtp://127.0.0.1:${server.port}`, from, now });
    await mail.send({ ...notice, subject: 'Review\r\nBcc: all@example.org' });
    expect(server.mails[0]).not.toMatch(/^Bcc:/m);
  });

  it('logs in, and a wrong password is refused without being printed', async () => {
    const server = await smtp({ login: 'p@ss/word' });
    const url = (password: string) => `smtp://isms-bot:${encodeURIComponent(password)}@127.0.0.1:${server.port}`;
    const right = createMail({ url: url('p@ss/word'), from, now });
    expect(await right.check()).toEqual([]);
    await right.send(notice);
    expect(server.mails).toHaveLength(1);
    const wrong = createMail({ url: url('gu€ss/ing'), from, now });
    const error = await wrong.send(notice).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'NoticeError', fault: 'refused' });
    expect(String(error)).toContain(`127.0.0.1:${server.port}`);
    const [shortcoming] = await wrong.check();
    for (const text of [String(error), JSON.stringify(shortcoming)]) {
      expect(text).toMatch(/no \[secret\] here/);
      expect(text).not.toMatch(/gu€ss|isms-bot/);
    }
  });

  it('gives no password to another machine without TLS', async () => {
    const server = await smtp({ login: 'pw123' }, '127.0.0.2');
    const mail = createMail({ url: `smtp://isms:pw123@127.0.0.2:${server.port}`, from, now });
    await expect(mail.send(notice)).rejects.toMatchObject({ message: expect.stringContaining('STARTTLS') });
    expect(server.logins).toEqual([]);
  });

  it.each([
    [550, 'no such mailbox', 'refused'],
    [451, 'try again later', 'unreachable'],
  ])('takes %i as %s', async (code, text, fault) => {
    const server = await smtp({ mailbox: { code, text } });
    const mail = createMail({ url: `smtp://127.0.0.1:${server.port}`, from, now });
    await expect(mail.send(notice)).rejects.toMatchObject({ fault, message: expect.stringContaining(text) });
  });

  it('gives up on a server that says nothing, and on one that is not there', async () => {
    const hanging = createMail({ url: `smtp://127.0.0.1:${await silent()}`, from, now, timeoutMs: 200 });
    await expect(hanging.send(notice)).rejects.toMatchObject({ fault: 'unreachable' });
    const nobody = createMail({ url: 'smtp://127.0.0.1:1', from, now });
    await expect(nobody.send(notice)).rejects.toMatchObject({ fault: 'unreachable' });
    expect(await nobody.check()).toMatchObject([{ what: 'mail', found: expect.stringContaining('ECONNREFUSED') }]);
  });

  it('refuses a person without an address, and an address that is not SMTP, without printing it', async () => {
    const mail = createMail({ url: 'smtp://127.0.0.1:1', from, now });
    await expect(mail.send({ ...notice, to: { name: 'Sam' } })).rejects.toMatchObject({ fault: 'refused' });
    for (const url of ['https://user:hunter22@mail.example.org', 'hunter22']) {
      expect(() => createMail({ url, from, now })).toThrow(/smtp:\/\/USER:PASSWORD@HOST:PORT/);
      expect(() => createMail({ url, from, now })).not.toThrow(/hunter22/);
    }
  });
});
