import type { Delivery, Hook } from '../hooks/hook.ts';
import type { Repository } from '../store/model.ts';
import { allows } from '../store/people.ts';
import type { Call } from './call.ts';
import { repositoryOf } from './locate.ts';
import { notFound } from './refusal.ts';

const days = 86_400_000;

/** The hooks of the path's repository. 404 unless the caller is an admin there. */
export function hooksOf(call: Call): { readonly repository: Repository; readonly hooks: readonly Hook[] } {
  const repository = repositoryOf(call);
  if (!allows(call.access(repository), 'admin')) throw notFound();
  return { repository, hooks: call.hooks.hooks.filter((hook) => hook.repository === repository) };
}

/** The hook of the path. */
export function hookOf(call: Call): Hook {
  const hook = hooksOf(call).hooks.find((each) => each.id === Number(call.params.hook));
  if (!hook) throw notFound();
  return hook;
}

/** What was delivered to the path's hook in the last three days, newest first. */
export function deliveriesOf(call: Call): Delivery[] {
  const hook = hookOf(call);
  const oldest = call.store.now() - 3 * days;
  return call.hooks
    .deliveries()
    .filter((delivery) => delivery.hook === hook && delivery.at >= oldest)
    .reverse();
}

/** The delivery of the path. */
export function deliveryOf(call: Call): Delivery {
  const delivery = deliveriesOf(call).find((each) => each.id === Number(call.params.delivery));
  if (!delivery) throw notFound();
  return delivery;
}
