import { Args, Flags } from '@oclif/core';
import { given, listOf, storeFlag, withEnvTwins } from '../flags.ts';
import { KiranaCommand } from '../kirana-command.ts';
import { renderReservation } from '../render/stock.ts';
import { happenedFlag, lineUnitsOf } from '../stock-flags.ts';

export class Commit extends KiranaCommand {
  static override summary = 'Hand over the goods of a reservation: all, or units of its lines';
  static override description = 'What is not handed over goes back. It ends the reservation once.';
  static override examples = ['<%= config.bin %> commit order-1042', '<%= config.bin %> commit order-1042 --line 0=1'];
  static override args = { reservation: Args.string({ required: true, description: 'Id of the reservation' }) };
  static override flags = withEnvTwins({
    ...storeFlag,
    line: Flags.string({ summary: 'Units of a line', helpValue: '<line>=<units>', multiple: true }),
    ...happenedFlag,
  });

  async run() {
    const { args, flags } = await this.parse(Commit);
    const kirana = await this.connect(flags);
    const lines = flags.line === undefined ? null : lineUnitsOf(listOf(flags.line));
    const when = given({ occurredAt: flags.happened });
    const reservation = await kirana.reservations.commit(await this.storeId(flags), args.reservation, lines, when);
    this.print(renderReservation(reservation));
    return reservation;
  }
}
