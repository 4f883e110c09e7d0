import type { Repository } from '../store/model.ts';

export interface Hook {
  readonly id: number;
  readonly repository: Repository;
  url: string;
  secret: string | null;
  contentType: 'json' | 'form';
  events: string[];
  active: boolean;
  readonly createdAt: number;
  updatedAt: number;
  /** Where it is a GitHub App's, heard through one of its installations. */
  readonly app?: { readonly id: number; readonly installation: number };
}

export interface Delivery {
  readonly id: number;
  readonly guid: string;
  readonly hook: Hook;
  readonly event: string;
  readonly action: string | null;
  /** Epoch ms. */
  readonly at: number;
  readonly redelivery: boolean;
  readonly request: { readonly headers: Readonly<Record<string, string>>; readonly body: string };
  /** Status 0: no answer at all, or none within ten seconds. */
  readonly response: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
    readonly reason: string;
  };
  /** Seconds, as GitHub prints it. */
  readonly duration: number;
}

/** Whether GitHub would call it delivered. */
export function succeeded(delivery: Delivery): boolean {
  return delivery.response.status >= 200 && delivery.response.status < 300;
}
