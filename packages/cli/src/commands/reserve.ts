import { Flags } from '@oclif/core';
import { given, listOf, storeFlag, withEnvTwins } from '../flags.ts';
import { KiranaCommand } from '../kirana-command.ts';
import { renderReservation } from '../render/stock.ts';
import { chosenOf, linesOf } from '../stock-flags.ts';

export class Reserve extends KiranaCommand {
  static override summary = 'Hold stock for an order for a while: all of it or nothing';
  static override description =
    'Repeated with the same --id and items it hears the first answer and holds nothing twice.';
  static override examples = [
    '<%= config.bin %> reserve --item itm_…=2 --id order-1042',
    '<%= config.bin %> reserve --item itm_…=2 --item itm_…=1 --ttl 120 --best-effort',
    '<%= config.bin %> reserve --item itm_…=2 --modifier 0:mop_…=1',
  ];
  static override flags = withEnvTwins({
    ...storeFlag,
    item: Flags.string({
      summary: 'What to hold, and how many',
      helpValue: '<id>=<units>',
      multiple: true,
      required: true,
    }),
    modifier: Flags.string({
      summary: 'An option chosen for each unit of a line, and how many of it; lines count from 0',
      helpValue: '<line>:<option>=<units>',
      multiple: true,
    }),
    id: Flags.string({ summary: 'Your own id of the order; one is made and shown unless given' }),
    ttl: Flags.integer({ summary: 'Seconds it holds', default: 600, min: 1, max: 86_400 }),
    'best-effort': Flags.boolean({ summary: 'Hold what there is' }),
    'order-type': Flags.option({
      summary: 'Judge for this order type',
      options: ['delivery', 'pickup', 'dine_in'] as const,
    })(),
  });

  async run() {
    const { flags } = await this.parse(Reserve);
    const kirana = await this.connect(flags);
    const items = linesOf(listOf(flags.item));
    const chosen = chosenOf(listOf(flags.modifier), items.length);
    const outcome = await kirana.reservations.hold({
      storeId: await this.storeId(flags),
      lines: items.map((line, index) => ({ ...line, ...given({ modifiers: chosen.get(index) }) })),
      ttlSeconds: flags.ttl,
      bestEffort: flags['best-effort'],
      // told before it is sent, so that a lost answer can be asked for again
      onId: (id) => this.note(`Reservation ${id}`),
      ...given({ id: flags.id, orderType: flags['order-type'] }),
    });
    if (!outcome.held) throw outcome.error;
    this.print(renderReservation(outcome.reservation));
    return outcome.reservation;
  }
}
