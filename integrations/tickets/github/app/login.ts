import type { Client, Refused } from '../client.ts';
import { type AppOptions, createExchange, type Granted, type Permissions } from './exchange.ts';

/** An installation of a GitHub App, logged in as. */
export interface AppLogin {
  /** A token of the installation, renewed before it expires, and in place of one that was refused. @throws TrackerError */
  token(refused?: Refused): Promise<string>;
  /** What the installation may do at this moment: gets a new token, which has newly granted permissions too. @throws TrackerError */
  permissions(): Promise<Permissions>;
  /** Calls as the App itself, for what no installation may ask. */
  own: Client;
}

/** How long before its end a token is renewed, ms, and how long a failure to do so is let rest while the old one holds. */
const EARLY_MS = 300_000;
const REST_MS = 30_000;

/** @returns the login. Makes no call before the first token is asked for. */
export function createAppLogin(options: AppOptions): AppLogin {
  const { own, exchange } = createExchange(options);
  const { now } = options;
  let held: { granted: Granted; renew: number; ends: number } | undefined;

  async function fresh(): Promise<Granted> {
    const asked = now();
    const granted = await exchange();
    const ends = asked + granted.lasts;
    held = { granted, renew: ends - EARLY_MS, ends };
    return granted;
  }

  return {
    own,
    async token(refused) {
      const current = held?.granted.token === refused?.token ? undefined : held;
      if (current && now() < current.renew) return current.granted.token;
      try {
        return (await fresh()).token;
      } catch (error) {
        if (!current || now() >= current.ends) throw error;
        current.renew = now() + REST_MS;
        return current.granted.token;
      }
    },
    permissions: async () => (await fresh()).permissions,
  };
}
