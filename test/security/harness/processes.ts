import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** A process of a tree, as the machine shows it to everybody. */
export interface Shown {
  pid: number;
  arguments: string[];
}

/** @returns a process and all that descend from it. */
export function treeOf(root: number): Shown[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => parentOf(pid).map((parent) => ({ pid: Number(pid), parent })));
  const tree = [root];
  for (let i = 0; i < tree.length; i += 1) tree.push(...all.filter((p) => p.parent === tree[i]).map((p) => p.pid));
  return tree.map((pid) => ({ pid, arguments: read(`/proc/${pid}/cmdline`).split('\0') }));
}

function parentOf(pid: string): number[] {
  const parent = /^PPid:\s+(\d+)$/m.exec(read(`/proc/${pid}/status`))?.[1];
  return parent === undefined ? [] : [Number(parent)];
}

/** @returns where the processes listen, `ADDRESS:PORT` as the kernel writes it, with the process. */
export function listening(tree: Shown[]): { pid: number; address: string; port: number }[] {
  const sockets = new Map(tree.flatMap(({ pid }) => socketsOf(pid).map((inode) => [inode, pid] as const)));
  return ['tcp', 'tcp6'].flatMap((table) =>
    read(`/proc/self/net/${table}`)
      .split('\n')
      .slice(1)
      .flatMap((line) => {
        const [, local = '', , state, , , , , , inode = ''] = line.trim().split(/\s+/);
        const pid = sockets.get(inode);
        const [address = '', port = ''] = local.split(':');
        return state === '0A' && pid !== undefined ? [{ pid, address, port: Number.parseInt(port, 16) }] : [];
      }),
  );
}

/** 127.0.0.1, ::1, and ::ffff:127.0.0.1, as the kernel writes them. */
export const LOOPBACK = ['0100007F', '00000000000000000000000001000000', '0000000000000000FFFF00000100007F'];

function socketsOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).flatMap((fd) => socketAt(`/proc/${pid}/fd/${fd}`));
  } catch {
    return [];
  }
}

function socketAt(path: string): string[] {
  try {
    return /^socket:\[(\d+)\]$/.exec(readlinkSync(path))?.slice(1) ?? [];
  } catch {
    return [];
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}
