import { Counter, Histogram, type Registry } from 'prom-client';
import type { Waiting } from './run-batch.ts';

const COMMANDS = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512];
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

/** Figures of the ledger's writing, in the registry of the process. */
export function ledgerMetrics(registry: Registry) {
  const registers = [registry];
  const commands = new Counter({
    name: 'kirana_stock_commands_total',
    help: 'Commands of the stock ledger, by kind',
    labelNames: ['kind'],
    registers,
  });
  const together = new Histogram({
    name: 'kirana_stock_batch_commands',
    help: 'Commands that shared a transaction',
    buckets: COMMANDS,
    registers,
  });
  const seconds = new Histogram({
    name: 'kirana_stock_batch_seconds',
    help: 'Time to write a batch of commands',
    buckets: SECONDS,
    registers,
  });
  return (batch: readonly Waiting[], tookSeconds: number): void => {
    together.observe(batch.length);
    seconds.observe(tookSeconds);
    for (const { command } of batch) commands.inc({ kind: command.kind });
  };
}
