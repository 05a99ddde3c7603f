import { rmSync } from 'node:fs';
import { join } from 'node:path';

import { measuredRun, type MeasuredRun } from './measured-run.ts';
import { table, tableRow } from './table.ts';

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

const COLUMNS = ['services', 'seconds', 'CPU s', 'host MB', 'all MB', 's/service', 'CPU/serv.'];

type Row = [string, ...(number | undefined)[]];

const row = (name: string, { result, seconds, cpuSeconds, memory }: MeasuredRun): Row => {
  const services = result.services.length;
  const each = cpuSeconds === undefined ? undefined : cpuSeconds / services;
  return [name, services, seconds, cpuSeconds, memory?.host, memory?.all, seconds / services, each];
};

/** How the last of a series compares with what the first costs, times the number of services. */
const linearity = ([[count, first], [most, last]]: readonly [
  [number, MeasuredRun],
  [number, MeasuredRun],
]): string => {
  const factor = most / count;
  const times = (of: (run: MeasuredRun) => number | undefined): string =>
    ((of(last) ?? NaN) / ((of(first) ?? NaN) * factor)).toFixed(2);
  return (
    `${most} services take ${times(({ seconds }) => seconds)} times the time, ${times(({ cpuSeconds }) => cpuSeconds)} times the ` +
    `processor time and ${times(({ memory }) => memory?.all)} times the memory that ${factor.toFixed(0)} times as much as with ${count} would be.`
  );
};

/**
 * What several services cost in comparison with one, with a filled cache: the bookshop against one service, and definitions
 * of a growing number of registers. `counts` are numbers of services up to 20. Throws when a run does not complete.
 */
export const benchSolutions = async (
  root: string,
  scratch: string,
  counts: readonly number[],
): Promise<void> => {
  const run = async (name: string, definition: string): Promise<MeasuredRun> => {
    const workspace = join(scratch, name.replaceAll(' ', '-'));
    const measured = await measuredRun(root, definition, workspace);
    rmSync(workspace, { recursive: true, force: true });
    return measured;
  };
  await run('filling', ONE_SERVICE);
  const one = await run('one service', ONE_SERVICE);
  table('warm runs', COLUMNS, [row('one service', one)]);
  const bookshop = await run('bookshop', BOOKSHOP);
  tableRow(row('bookshop', bookshop));
  const series: [number, MeasuredRun][] = [];
  for (const count of counts) {
    const name = `${count} registers`;
    const measured = await run(name, registersText(count));
    series.push([count, measured]);
    tableRow(row(name, measured));
    if (measured.result.services.length !== count)
      console.log(`The text with ${count} registers made ${measured.result.services.length} services.`);
  }
  const ratio = (bookshop.seconds / one.seconds).toFixed(2);
  console.log(`\nThe bookshop takes ${ratio} times as long as one service.`);
  const [first, last] = [series[0], series.at(-1)];
  if (first && last && first !== last) console.log(linearity([first, last]));
};
