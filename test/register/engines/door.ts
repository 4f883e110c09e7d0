import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A door to a server on loopback that can be shut and opened again. */
export interface Door {
  port: number;
  /** Cuts who is connected, and refuses others, until it is opened. */
  shut(): Promise<void>;
  open(): Promise<void>;
  /** Lets nothing through any more, without a word to who is connected. */
  stall(): void;
}

/** @param target port that it leads to. */
export async function openDoor(target: number): Promise<Door> {
  const sockets = new Set<Socket>();
  const server = createServer((from) => {
    const to = connect(target, '127.0.0.1');
    for (const socket of [from, to]) {
      sockets.add(socket);
      socket.on('error', () => {}).on('close', () => [from, to].map((one) => one.destroy()));
    }
    from.pipe(to).pipe(from);
  });
  const listen = async (port: number) => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  };
  const port = await listen(0);
  return {
    port,
    shut: async () => {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      sockets.clear();
      await closed;
    },
    stall: () => {
      for (const socket of sockets) socket.unpipe().pause();
    },
    open: async () => {
      await listen(port);
    },
  };
}
