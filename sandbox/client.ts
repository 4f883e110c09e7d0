import type { Act } from './act/act.ts';
import { ActRefusal, type ActRefusalKind } from './act/refusal.ts';
import type { Clock } from './clock.ts';
import type { DeliveryRecord, Info } from './control/records.ts';
import type { Faults } from './faults/faults.ts';
import type { Mailbox } from './messages/mailbox.ts';
import type { WriteLog } from './store/write-log.ts';

type Remote<T> = {
  readonly [K in keyof T]: T[K] extends (...given: infer A) => infer R ? (...given: A) => Promise<Awaited<R>> : never;
};

/** A sandbox in another process. Each call throws `ActRefusal`, or an Error if the sandbox cannot be reached. */
export interface SandboxClient {
  readonly act: Remote<Act>;
  readonly faults: Remote<Omit<Faults, 'take'>>;
  readonly clock: Remote<Clock>;
  readonly mailbox: Remote<Pick<Mailbox, 'mails' | 'chats' | 'clear'>>;
  readonly writeLog: Remote<Pick<WriteLog, 'writes' | 'calls' | 'reset'>>;
  readonly hooks: {
    deliveries(): Promise<readonly DeliveryRecord[]>;
    settled(): Promise<void>;
  };
  info(): Promise<Info>;
}

const timeout = 30_000;

/** Drives the sandbox at that address (`url` of its first line). Nothing is sent before the first call. */
export function connectSandbox(url: string): SandboxClient {
  const rooms = (name: string) => room(url, name);
  return {
    act: rooms('act') as SandboxClient['act'],
    faults: rooms('faults') as SandboxClient['faults'],
    clock: rooms('clock') as SandboxClient['clock'],
    mailbox: rooms('mailbox') as SandboxClient['mailbox'],
    writeLog: rooms('writeLog') as SandboxClient['writeLog'],
    hooks: rooms('hooks') as unknown as SandboxClient['hooks'],
    info: () => call(url, 'sandbox/info', []) as Promise<Info>,
  };
}

function room(url: string, name: string): Readonly<Record<string, (...given: unknown[]) => Promise<unknown>>> {
  return new Proxy(
    {},
    {
      get:
        (_room, verb) =>
        (...given: unknown[]) =>
          call(url, `${name}/${String(verb)}`, given),
    },
  );
}

async function call(url: string, path: string, given: readonly unknown[]): Promise<unknown> {
  const response = await fetch(`${url}/sandbox/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(given.map(portable)),
    signal: AbortSignal.timeout(timeout),
  });
  const answer = (await response.json()) as { result?: unknown; error?: string; kind?: ActRefusalKind };
  if (response.ok) return answer.result ?? undefined;
  throw new ActRefusal(answer.kind ?? 'invalid', answer.error ?? `sandbox answered ${response.status} to ${path}`);
}

function portable(value: unknown): unknown {
  if (value instanceof Uint8Array) return { base64: Buffer.from(value).toString('base64') };
  if (Array.isArray(value)) return value.map(portable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, portable(inner)]));
}
