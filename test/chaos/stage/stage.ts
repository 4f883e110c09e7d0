import type { Register } from '../../../register/register.ts';
import type { Sandbox } from '../../../sandbox/sandbox.ts';

/** How a seed's installation is laid out. */
export const STYLES = ['apart', 'together', 'postgres', 'restored'] as const;
export type Style = (typeof STYLES)[number];

/** What is done to processes and servers. */
export const BLOWS = [
  'kill-worker',
  'kill-intake',
  'kill-up',
  'kill-temporal',
  'kill-valkey',
  'lose-temporal',
  'empty-valkey',
  'lose-valkey',
  'freeze-worker',
  'freeze-workers',
  'freeze-intake',
  'freeze-up',
  'freeze-temporal',
  'freeze-valkey',
  'freeze-postgres',
  'cut-postgres',
  'back-up',
  'restore',
] as const;
export type Blow = (typeof BLOWS)[number];
export type Blows = Partial<Record<Blow, () => Promise<void>>>;

/** Longer than a worker's heartbeat (10 s) and its lease on an effect (12 s), than GitHub waits for a webhook, and than clients wait for servers; ms. */
export const FROZEN_MS = 14_000;

/** Whatever runs an installation. */
export interface Running {
  /** What can be done to it, each resolving once it is over. */
  blows: Blows;
  /** Where webhooks go. */
  hooks: string[];
  /** Resolves once every part of it runs. */
  ready(): Promise<void>;
  close(): Promise<void>;
}

/** An installation whose tracker is the sandbox, with everything that runs it. */
export interface Stage {
  readonly style: Style;
  readonly sandbox: Sandbox;
  readonly blows: Blows;
  /** Resolves once every process runs. */
  ready(): Promise<void>;
  /** How long a command took while everything stood still, ms. */
  readonly commandMs: number;
  /** Writes the programme and puts it in force. */
  apply(programme: string): Promise<void>;
  /** Runs a command to its end. @returns what it printed. @throws Error with its message if it fails. */
  dutybound(...args: string[]): Promise<string>;
  /** A connection of one's own, to be closed. */
  register(): Promise<Register>;
  /** Leaves what its processes logged, and a tale, in the checkout's cache. */
  keepLogs(seed: number, tale: string[]): void;
  /** Ends every process and deletes every file. */
  close(): Promise<void>;
}
