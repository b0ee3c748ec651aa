import { Args } from '@oclif/core';
import { storeFlag } from '../flags.ts';
import { KiranaCommand } from '../kirana-command.ts';
import { renderReservation } from '../render/stock.ts';

export class Release extends KiranaCommand {
  static override summary = 'Give back what a reservation holds';
  static override examples = ['<%= config.bin %> release order-1042'];
  static override args = { reservation: Args.string({ required: true, description: 'Id of the reservation' }) };
  static override flags = storeFlag;

  async run() {
    const { args, flags } = await this.parse(Release);
    const kirana = await this.connect(flags);
    const reservation = await kirana.reservations.release(await this.storeId(flags), args.reservation);
    this.print(renderReservation(reservation));
    return reservation;
  }
}
