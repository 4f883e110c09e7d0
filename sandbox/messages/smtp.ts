import { SMTPServer } from 'smtp-server';
import type { Faults } from '../faults/faults.ts';
import type { Mailbox } from './mailbox.ts';
import { parseMail } from './parse-mail.ts';

const sizeLimit = 10 * 1024 * 1024;

export interface MailServer {
  readonly port: number;
  /** Stops listening and drops what is connected. */
  close(): Promise<void>;
}

/** Catches mail on 127.0.0.1 (port 0: any free one), without sign-in. `now` gives epoch ms. */
export async function startMailServer(
  port: number,
  mailbox: Mailbox,
  faults: Faults,
  now: () => number,
): Promise<MailServer> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 50,
    size: sizeLimit,
    onMailFrom(address, _session, done) {
      const fault = faults.take('mail-refused', { path: address.address });
      done(fault ? Object.assign(new Error('Mail is refused for now'), { responseCode: fault.status ?? 451 }) : null);
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { id, subject, from, text } = parseMail(Buffer.concat(chunks).toString('latin1'));
        const to = session.envelope.rcptTo.map((recipient) => recipient.address);
        mailbox.addMail({ at: now(), id, from, to, subject, text });
        done();
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
