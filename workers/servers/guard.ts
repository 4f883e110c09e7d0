// Runs one server and outlives nobody: when the process that started it is gone, even killed, the channel closes and the server ends.
import { spawn } from 'node:child_process';
import { holdLock } from './lock.ts';

/** What the guard tells its parent. */
export type GuardMessage = { pid: number } | { failed: string } | { ended: string };

const GRACE_MS = 10_000;
const PREDECESSOR_MS = 15_000;

function main([lockFile = '', executable = '', ...args]: string[]): void {
  const tell = (message: GuardMessage) => process.connected && process.send?.(message);
  // The predecessor's server may still be closing its files after a crash of its parent.
  if (!holdLock(lockFile, PREDECESSOR_MS)) {
    tell({ failed: `its files are still in use by another process (lock ${lockFile})` });
    process.exitCode = 1;
    process.disconnect?.();
    return;
  }
  if (!process.connected) return;

  // What a server writes is its owner's alone, whatever its own habits and the caller's are.
  process.umask(0o077);
  const server = spawn(executable, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  const end = () => {
    server.kill('SIGTERM');
    setTimeout(() => server.kill('SIGKILL'), GRACE_MS).unref();
  };
  server.once('spawn', () => tell({ pid: server.pid ?? 0 }));
  server.once('error', (error) => {
    tell({ failed: error.message });
    process.disconnect?.();
  });
  server.once('exit', (code, signal) => {
    tell({ ended: signal ?? `exit code ${code}` });
    if (process.connected) process.disconnect?.();
  });
  process.once('disconnect', end);
  process.on('SIGINT', end).on('SIGTERM', end).on('SIGHUP', end);
  process.once('exit', () => server.kill('SIGKILL'));
}

main(process.argv.slice(2));
