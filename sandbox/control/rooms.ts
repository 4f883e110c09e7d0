import { z } from 'zod';
import { faultKinds } from '../faults/fault.ts';
import type { Rooms } from '../rooms.ts';
import { accessLevels } from '../store/model.ts';
import { fullName } from '../store/store.ts';
import { deliveryRecord, type Info, jiraDeliveryRecord } from './records.ts';
import { actVerbs, type Verb, verb } from './verbs.ts';

const none = z.tuple([]);
const pattern = z.string().refine(isPattern, 'allowed is a regular expression').optional();
const fault = z.strictObject({
  kind: z.enum(faultKinds),
  times: z.number().int().positive().optional(),
  method: pattern,
  path: pattern,
  login: z.string().optional(),
  repository: z.string().optional(),
  probability: z.number().min(0).max(1).optional(),
  seed: z.number().int().optional(),
  ms: z.number().min(0).optional(),
  status: z.number().int().min(400).max(599).optional(),
  retryAfter: z.number().int().min(0).optional(),
  access: z.enum(accessLevels).optional(),
});

/** What the control API offers: rooms, and in each its verbs. */
export function controlRooms(rooms: Rooms): Readonly<Record<string, Readonly<Record<string, Verb>>>> {
  const { act, mailbox, clock, jira } = rooms;
  const { faults, hooks, writeLog } = rooms.world;
  return {
    act: actVerbs(act),
    faults: {
      add: verb(z.tuple([fault]), faults.add),
      lift: verb(z.tuple([z.number()]), faults.lift),
      clear: verb(none, faults.clear),
      list: verb(none, faults.list),
    },
    clock: {
      now: verb(none, clock.now),
      set: verb(z.tuple([z.number()]), clock.set),
      advance: verb(z.tuple([z.number()]), clock.advance),
    },
    mailbox: {
      mails: verb(none, mailbox.mails),
      chats: verb(none, mailbox.chats),
      clear: verb(none, mailbox.clear),
    },
    writeLog: {
      writes: verb(none, writeLog.writes),
      calls: verb(none, writeLog.calls),
      reset: verb(none, writeLog.reset),
    },
    hooks: {
      deliveries: verb(none, () => [
        ...hooks.deliveries().map(deliveryRecord),
        ...jira.hooks.deliveries().map(jiraDeliveryRecord),
      ]),
      settled: verb(none, () => Promise.all([hooks.settled(), jira.hooks.settled()])),
    },
    sandbox: { info: verb(none, () => info(rooms)) },
  };
}

function info({ world, jira, smtpPort }: Rooms): Info {
  const { urls, store } = world;
  return {
    url: urls.html,
    apiUrl: urls.api,
    jiraUrl: jira.urls.site,
    gatewayUrl: jira.urls.gateway,
    smtpPort,
    chatUrl: `${urls.html}/chat`,
    repositories: store.repositories.map(fullName),
    projects: jira.site.projects.map((project) => project.key),
    people: store.people.map((person) => person.login),
  };
}

function isPattern(text: string): boolean {
  try {
    return new RegExp(text) instanceof RegExp;
  } catch {
    return false;
  }
}
