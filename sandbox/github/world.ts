import type { Faults } from '../faults/faults.ts';
import type { HookDesk } from '../hooks/desk.ts';
import type { Store } from '../store/store.ts';
import type { WriteLog } from '../store/write-log.ts';
import type { Apps } from './app/apps.ts';
import type { Meter } from './headers.ts';
import type { Urls } from './shapes/urls.ts';

/** All that the API stands on. */
export interface World {
  readonly store: Store;
  readonly hooks: HookDesk;
  readonly apps: Apps;
  readonly faults: Faults;
  readonly writeLog: WriteLog;
  readonly meter: Meter;
  readonly urls: Urls;
  readonly maxPageSize: number;
  /** Aborted when the sandbox closes. */
  readonly ending: AbortSignal;
}
