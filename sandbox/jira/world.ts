import type { Faults } from '../faults/faults.ts';
import type { WriteLog } from '../store/write-log.ts';
import type { Site } from './site.ts';

/** Where the site and its API stand, without a slash at the end; filled in once the port is known. */
export interface Urls {
  site: string;
}

/** All that the API stands on. */
export interface World {
  readonly site: Site;
  readonly faults: Faults;
  readonly writeLog: WriteLog;
  readonly urls: Urls;
  readonly maxPageSize: number;
  /** Aborted when the sandbox closes. */
  readonly ending: AbortSignal;
}
