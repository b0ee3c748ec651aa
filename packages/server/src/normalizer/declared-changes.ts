import type { HostedAdapter } from '../plugins/hosted-adapter.ts';
import type { CheckedChange } from './check-changes.ts';
import { DeadDelivery } from './delivery-failure.ts';

/**
 * What an adapter says must be what it declares to say: a part to pull that nobody can pull, or a result of a command that nobody can send,
 * would be lost in silence. A message of no one store says nothing of one.
 * @throws DeadDelivery
 */
export function checkDeclared(
  { manifest, endpoints }: Pick<HostedAdapter, 'manifest' | 'endpoints'>,
  endpoint: string,
  checked: readonly CheckedChange[],
): void {
  const { pullScopes = [], commands = {} } = manifest.capabilities;
  const refuse = (why: string): never => {
    throw new DeadDelivery('read', 'CAPABILITY_MISSING', `adapter ${manifest.id} ${why}`);
  };
  const found = Object.hasOwn(endpoints, endpoint) ? endpoints[endpoint] : undefined;
  const isOfNoStore = found?.kind === 'event' && found.of === 'connection';
  for (const { change } of checked) {
    if (change.kind === 'refetch' && change.scope !== null && !pullScopes.includes(change.scope)) {
      refuse(`asks for a pull of "${change.scope}" and does not declare it among its pullScopes`);
    }
    if (change.kind === 'command.settled' && Object.keys(commands).length === 0) {
      refuse('settles commands and declares none');
    }
    if (isOfNoStore && change.kind !== 'refetch' && change.kind !== 'command.settled') {
      refuse(`says ${change.kind} in a message of ${endpoint}, which belongs to no one store`);
    }
  }
}
