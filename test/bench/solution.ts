import { rmSync } from 'node:fs';
import { join } from 'node:path';

import { measuredRun, type MeasuredRun } from './measured-run.ts';
import { table } from './table.ts';

const ONE_SERVICE = 'Create a new Audit Trail microservice for logging user actions';
const BOOKSHOP = 'Build an online bookshop with a catalogue, orders, payments and shipping';

/** Plain registers that have nothing to do with each other. */
const REGISTERS = [
  ['sample', 'samples'],
  ['vehicle', 'vehicles'],
  ['contract', 'contracts'],
  ['recipe', 'recipes'],
  ['animal', 'animals'],
  ['tenant', 'tenants'],
  ['printer', 'printers'],
  ['guide', 'guides'],
  ['machine', 'machines'],
  ['painting', 'paintings'],
  ['bridge', 'bridges'],
  ['tree', 'trees'],
  ['instrument', 'instruments'],
  ['boat', 'boats'],
  ['camera', 'cameras'],
  ['garden', 'gardens'],
  ['donor', 'donors'],
  ['supplier', 'suppliers'],
  ['voucher', 'vouchers'],
  ['sensor', 'sensors'],
] as const;

/** A definition of a number of services, each with one thing that it keeps. */
export const registersText = (services: number): string => {
  const sentences = REGISTERS.slice(0, services).map(
    ([one, many]) => `The ${one} service keeps ${many} with a name and a year.`,
  );
  return `Build a platform with several services. ${sentences.join(' ')}`;
};

const row = (name: string, run: MeasuredRun): [string, ...(number | undefined)[]] => {
  const services = run.result.services.length;
  return [name, services, run.seconds, run.cpuSeconds, run.hostMegabytes, run.seconds / services];
};

/**
 * What several services cost in comparison with one, with a filled cache: the bookshop against one service, and definitions
 * of a growing number of registers. `counts` are numbers of services up to 20.
 */
export const benchSolutions = async (
  root: string,
  scratch: string,
  counts: readonly number[],
): Promise<void> => {
  const run = async (name: string, definition: string): Promise<MeasuredRun> => {
    const workspace = join(scratch, name);
    const measured = await measuredRun(root, definition, workspace);
    rmSync(workspace, { recursive: true, force: true });
    return measured;
  };
  await run('filling', ONE_SERVICE);
  const one = await run('one', ONE_SERVICE);
  const bookshop = await run('bookshop', BOOKSHOP);
  const columns = ['services', 'seconds', 'CPU s', 'host MB', 's/service'];
  const rows = [row('one service', one), row('bookshop', bookshop)];
  for (const count of counts) {
    const measured = await run(`registers-${count}`, registersText(count));
    rows.push(row(`${count} registers`, measured));
    if (measured.result.services.length !== count)
      console.log(`The text with ${count} registers made ${measured.result.services.length} services.`);
  }
  table('warm runs', columns, rows);
  const ratio = (bookshop.seconds / one.seconds).toFixed(2);
  console.log(`\nThe bookshop takes ${ratio} times as long as one service.`);
};
