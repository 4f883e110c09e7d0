import type { Faults } from '../faults/faults.ts';
import type { WriteLog } from '../store/write-log.ts';
import type { JiraHookDesk } from './hooks/desk.ts';
import type { OAuthDesk } from './oauth/desk.ts';
import type { Site } from './site.ts';
import type { Urls } from './urls.ts';
import type { WriteMeter } from './write-meter.ts';

/** All that the API stands on. */
export interface World {
  readonly site: Site;
  readonly faults: Faults;
  readonly writeLog: WriteLog;
  readonly hooks: JiraHookDesk;
  readonly oauth: OAuthDesk;
  readonly meter: WriteMeter;
  readonly urls: Urls;
  readonly maxPageSize: number;
  /** Aborted when the sandbox closes. */
  readonly ending: AbortSignal;
}
