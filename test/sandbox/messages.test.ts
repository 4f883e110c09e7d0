import { describe, expect, it } from '@jest/globals';
import nodemailer from 'nodemailer';
import { parseMail } from '../../sandbox/messages/parse-mail.ts';
import { open } from './world.ts';

describe('mail', () => {
  it('is caught as people would read it', async () => {
    const { smtpPort, mailbox } = await open();
    const transport = nodemailer.createTransport({ host: '127.0.0.1', port: smtpPort, secure: false });
    const text =
      'Fällig am Freitag: 16. April – „Zugriffe“.\n\nhttps://isms.example.com/t/AR-7K2?very=long&and=longer&still=longer&so=that&lines=wrap\n.\nend';
    await transport.sendMail({
      from: 'Dutybound <isms@example.com>',
      to: ['sam@example.com', 'mara@example.com'],
      subject: 'Überprüfung: 3 Dinge warten auf dich, das erste bis Freitag',
      text,
      html: '<p>x</p>',
      messageId: '<notice-1@example.com>',
    });
    transport.close();
    expect(mailbox.mails()).toMatchObject([
      {
        id: '<notice-1@example.com>',
        from: 'Dutybound <isms@example.com>',
        to: ['sam@example.com', 'mara@example.com'],
        subject: 'Überprüfung: 3 Dinge warten auf dich, das erste bis Freitag',
        text,
      },
    ]);
    mailbox.clear();
    expect(mailbox.mails()).toEqual([]);
  });

  it('is refused on demand', async () => {
    const { smtpPort, mailbox, faults } = await open();
    faults.add({ kind: 'mail-refused', times: 1 });
    const transport = nodemailer.createTransport({ host: '127.0.0.1', port: smtpPort, secure: false });
    const mail = { from: 'a@example.com', to: 'b@example.com', subject: 's', text: 't' };
    await expect(transport.sendMail(mail)).rejects.toMatchObject({ responseCode: 451 });
    await transport.sendMail(mail);
    transport.close();
    expect(mailbox.mails()).toHaveLength(1);
  });

  it('without headers or with an unknown charset is still kept', () => {
    expect(parseMail('hello')).toMatchObject({ subject: '', text: '' });
    expect(
      parseMail('Subject: =?x-none?Q?a=20b?=\r\nContent-Type: text/plain; charset=x-none\r\n\r\nbody'),
    ).toMatchObject({ subject: 'a b', text: 'body' });
  });
});

describe('chat', () => {
  it('takes a text for a channel, and refuses anything else', async () => {
    const { chatUrl, mailbox, faults } = await open();
    const post = async (body: string) => {
      const headers = { 'content-type': 'application/json' };
      return (await fetch(`${chatUrl}/isms`, { method: 'POST', headers, body })).status;
    };
    expect(await post('{"text":"hello"}')).toBe(200);
    expect(await post('{"message":"hello"}')).toBe(400);
    faults.add({ kind: 'chat-refused', times: 1 });
    expect(await post('{"text":"lost"}')).toBe(503);
    expect(mailbox.chats()).toMatchObject([{ channel: 'isms', text: 'hello' }]);
  });
});
