import { Args } from '@oclif/core';
import { KiranaCommand } from '../../kirana-command.ts';
import { plainLines } from '../../render/plain.ts';

export class DeliveryRaw extends KiranaCommand {
  static override summary = 'Show the body of a delivery as it came, without its secrets';
  static override examples = [
    '<%= config.bin %> delivery raw dlv_…',
    '<%= config.bin %> delivery raw dlv_… > menu.json',
  ];
  static override args = { delivery: Args.string({ required: true, description: 'Id of the delivery' }) };

  async run() {
    const { args, flags } = await this.parse(DeliveryRaw);
    const kirana = await this.connect(flags);
    const params = { path: { deliveryId: args.delivery } };
    const response = await kirana.response('get', '/v1/deliveries/{deliveryId}/raw', { params });
    const body = await response.text();
    // a terminal would obey control characters in it
    this.print(process.stdout.isTTY === true ? plainLines(body) : body);
    return { deliveryId: args.delivery, body };
  }
}
