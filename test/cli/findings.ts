import { allPages } from '../../register/records.ts';
import type { NonconformityState } from '../../rules/nonconformity/state.ts';
import { eachIn, type Place } from './each.ts';

const DUTIES = `
  backup-check:
    kind: review
    title: Backup check
    ask: Look whether the backups ran.
    clause: A.8.13
    process: access
    owner: sam
    first: 2037-01-01`;

/** A company in which nonconformities are raised: on 1 April 2027, anew for each test. */
export interface Findings extends Place {
  nonconformities(): Promise<NonconformityState[]>;
  told(who: string, ticket: number, text: string, when: string): Promise<void>;
  /** The first one's plan is written and agreed on 2 April; no action is needed. */
  agree(): Promise<void>;
}

const planOf = (action: string) => `/correction c
/extent e
/similar none, because s
/cause c
${action}
/criterion c`;

/** A plan with one action, of Sam's. */
export const WITH_ACTION = planOf('/action @sam-okoro 2027-05-14 mend it');

/** @returns the company of each test; to be called once, outside of them. */
export function findings(): Findings {
  const place = eachIn(DUTIES);
  async function told(who: string, ticket: number, text: string, when: string): Promise<void> {
    place.scene.set(`${when}:00.000Z`);
    place.scene.says(who, ticket, text);
    await place.scene.settle();
  }
  return {
    get here() {
      return place.here;
    },
    get scene() {
      return place.scene;
    },
    told,
    async nonconformities() {
      const { register } = place.scene.deps;
      const rows = await allPages((page) => register.loadRows<NonconformityState>('nonconformity', {}, page));
      return rows.map((r) => r.state).sort((a, b) => (a.terms.display < b.terms.display ? -1 : 1));
    },
    async agree() {
      await told('priya-nair', 1, planOf('/no-action because n'), '2027-04-02T08:00');
      await told('mara-lindt', 1, '/approve plan reviewer @elena-costa', '2027-04-02T09:00');
    },
  };
}
