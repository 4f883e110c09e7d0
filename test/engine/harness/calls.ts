import type { Sandbox } from '../../../sandbox/sandbox.ts';

/** Tells of each call to the tracker as it comes in, before it is answered. */
export function onCall({ writeLog }: Sandbox, tell: (route: string) => void): void {
  const { count } = writeLog;
  writeLog.count = (method, route) => {
    count(method, route);
    tell(`${method} ${route}`);
  };
}
