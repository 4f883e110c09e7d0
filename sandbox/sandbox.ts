import { type Act, createAct } from './act/act.ts';
import { type Clock, createClock } from './clock.ts';
import { createFaults, type Faults } from './faults/faults.ts';
import { apiRoot } from './github/api.ts';
import { type Apps, createApps } from './github/app/apps.ts';
import { createMeter } from './github/headers.ts';
import { announceByWebhook } from './github/webhooks.ts';
import type { World } from './github/world.ts';
import { createHookDesk, type HookDesk } from './hooks/desk.ts';
import { fetchWithin } from './in-process.ts';
import { siteRoot } from './jira/api.ts';
import { createJiraHookDesk, type JiraHookDesk } from './jira/hooks/desk.ts';
import { noteMails } from './jira/notices.ts';
import { createOAuthDesk } from './jira/oauth/desk.ts';
import { gatewayRoot } from './jira/oauth/routes.ts';
import { createSite, type Site } from './jira/site.ts';
import type { World as JiraWorld } from './jira/world.ts';
import { createWriteMeter } from './jira/write-meter.ts';
import { createMailbox, type Mailbox } from './messages/mailbox.ts';
import { startMailServer } from './messages/smtp.ts';
import type { SandboxOptions } from './options.ts';
import { buildServer } from './server.ts';
import { createStore, type Store } from './store/store.ts';
import { createWriteLog, type WriteLog } from './store/write-log.ts';

export type { SandboxOptions } from './options.ts';

export interface Sandbox {
  /** Where the pages stand. */
  readonly url: string;
  /** What a GitHub client takes as base address: `{url}/api/v3`, as on GitHub Enterprise Server. */
  readonly apiUrl: string;
  /** What a Jira client takes as the site: `{url}/jira`. */
  readonly jiraUrl: string;
  /** Where apps with OAuth tokens find the same API: `{url}/ex/jira/{cloudId}`; tokens are traded at `{url}/oauth/token`. */
  readonly gatewayUrl: string;
  readonly smtpPort: number;
  /** Incoming chat webhook; a channel's name follows after a slash. */
  readonly chatUrl: string;
  readonly store: Store;
  /** The Jira projects and their issues. */
  readonly site: Site;
  readonly act: Act;
  readonly faults: Faults;
  readonly hooks: HookDesk;
  readonly jiraHooks: JiraHookDesk;
  readonly apps: Apps;
  readonly mailbox: Mailbox;
  readonly writeLog: WriteLog;
  readonly clock: Clock;
  /** Asks the APIs as from outside, but without a socket. */
  readonly fetch: typeof fetch;
  /** Ends sockets, timers and listeners. */
  close(): Promise<void>;
}

/**
 * Starts a local tracker on 127.0.0.1 that speaks the REST APIs of GitHub and Jira Cloud, with pages to click in, and catches mail and chat.
 * Throws an Error for wrong options, or if a port is taken.
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const clock = createClock(options.now ?? Date.now);
  const store = createStore(clock.now, options.repositories, options.people);
  const site = createSite(store, options.projects ?? [], options.people);
  const ending = new AbortController();
  const faults = createFaults();
  const hooks = createHookDesk(store, faults, ending.signal);
  const apps = createApps(store);
  for (const app of options.apps ?? []) apps.register(app);
  const [mailbox, writeLog, meter] = [createMailbox(), createWriteLog(), createMeter()];
  const urls = { html: '', api: '' };
  const maxPageSize = options.maxPageSize ?? 100;
  const world: World = { store, hooks, apps, faults, writeLog, meter, urls, maxPageSize, ending: ending.signal };
  const jiraUrls = { site: '', gateway: '' };
  const jira: JiraWorld = {
    site,
    faults,
    writeLog,
    hooks: createJiraHookDesk(site, jiraUrls, faults, ending.signal),
    oauth: createOAuthDesk(store, options.oauthApps ?? []),
    meter: createWriteMeter(),
    urls: jiraUrls,
    maxPageSize: options.maxPageSize ?? Number.POSITIVE_INFINITY,
    ending: ending.signal,
  };
  const act = createAct(store, () => urls.html, jira);
  announceByWebhook(store, hooks, apps, urls);
  noteMails(site);

  const mail = await startMailServer(options.smtpPort ?? 0, mailbox, faults, clock.now);
  const app = buildServer({ world, jira, act, mailbox, clock, smtpPort: mail.port });
  const close = async () => {
    ending.abort();
    await Promise.all([app.close(), mail.close()]);
  };
  try {
    urls.html = await app.listen({ port: options.port ?? 0, host: '127.0.0.1' });
  } catch (error) {
    await close();
    throw error;
  }
  urls.api = urls.html + apiRoot;
  jira.urls.site = urls.html + siteRoot;
  jira.urls.gateway = urls.html + gatewayRoot;
  return {
    url: urls.html,
    apiUrl: urls.api,
    jiraUrl: jira.urls.site,
    gatewayUrl: jira.urls.gateway,
    smtpPort: mail.port,
    chatUrl: `${urls.html}/chat`,
    store,
    site,
    act,
    faults,
    hooks,
    jiraHooks: jira.hooks,
    apps,
    mailbox,
    writeLog,
    clock,
    fetch: fetchWithin(app),
    close,
  };
}
