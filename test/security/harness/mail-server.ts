import { type AddressInfo, createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';

/** A mail server that asks for a password, and repeats it where it does not like it, as some do. */
export interface MailServer {
  port: number;
  /** From now on every password is wrong. */
  turnSour(): void;
  forgive(): void;
  /** Everything that it was sent, passwords apart. */
  heard(): string;
  /** How often it refused a password. */
  refused(): number;
  close(): Promise<void>;
}

/** Listens on 127.0.0.1. */
export async function startMailServer(): Promise<MailServer> {
  const open = new Set<Socket>();
  let isSour = false;
  let refused = 0;
  let heard = '';
  const answerTo = (line: string): string => {
    if (!/^AUTH/i.test(line)) heard += `${line}\n`;
    if (/^EHLO/i.test(line)) return '250-mail\r\n250 AUTH PLAIN';
    if (/^AUTH PLAIN/i.test(line)) {
      const [, user, password] = Buffer.from(line.split(' ')[2] ?? '', 'base64')
        .toString()
        .split('\0');
      if (!isSour) return '235 welcome';
      refused += 1;
      return `535 5.7.8 no user ${user} with the password ${password}`;
    }
    if (/^QUIT/i.test(line)) return '221 bye';
    return /^DATA/i.test(line) ? '354 go on' : '250 fine';
  };
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('error', () => {}).on('close', () => open.delete(socket));
    socket.write('220 mail\r\n');
    createInterface(socket).on('line', (line) => socket.writable && socket.write(`${answerTo(line)}\r\n`));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    turnSour: () => {
      isSour = true;
    },
    forgive: () => {
      isSour = false;
    },
    heard: () => heard,
    refused: () => refused,
    close: () =>
      new Promise((resolve) => {
        for (const socket of open) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
