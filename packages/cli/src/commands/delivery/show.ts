import { Args } from '@oclif/core';
import { KiranaCommand } from '../../kirana-command.ts';
import { renderFields } from '../../render/fields.ts';
import { renderTable } from '../../render/table.ts';
import { dateTime } from '../../render/time.ts';

export class DeliveryShow extends KiranaCommand {
  static override summary = 'Show a delivery and what of it could not be applied';
  static override examples = ['<%= config.bin %> delivery show dlv_…'];
  static override args = { delivery: Args.string({ required: true, description: 'Id of the delivery' }) };

  async run() {
    const { args, flags } = await this.parse(DeliveryShow);
    const kirana = await this.connect(flags);
    const params = { path: { deliveryId: args.delivery } };
    const delivery = await kirana.get('/v1/deliveries/{deliveryId}', { params });
    this.print(
      renderFields({
        id: delivery.id,
        status: delivery.status,
        error: delivery.code === null ? null : `${delivery.code}: ${delivery.detail ?? ''}`,
        endpoint: delivery.endpoint,
        connection: delivery.connectionId,
        account: delivery.account,
        location: delivery.location,
        origin: delivery.origin,
        bytes: delivery.bytes,
        received: dateTime(delivery.receivedAt),
        finished: dateTime(delivery.finishedAt),
        attempts: delivery.attempts,
        'next attempt': dateTime(delivery.nextAttemptAt),
        changed: delivery.changed,
        'duplicate of': delivery.duplicateOf,
        'dead letters': delivery.deadLetterCount,
      }),
    );
    if (delivery.deadLetters.length > 0) {
      const columns = {
        id: (row: (typeof delivery.deadLetters)[number]) => row.id,
        code: (row: (typeof delivery.deadLetters)[number]) => row.code,
        path: (row: (typeof delivery.deadLetters)[number]) => row.path,
        message: (row: (typeof delivery.deadLetters)[number]) => row.message,
        status: (row: (typeof delivery.deadLetters)[number]) => row.status,
      };
      this.print(`\n${renderTable(delivery.deadLetters, columns)}`);
    }
    return delivery;
  }
}
