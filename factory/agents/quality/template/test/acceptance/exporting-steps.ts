import { expect } from 'vitest';

import { expectStatus, type Thing } from './client.ts';
import { parseCsv } from './csv.ts';
import type { StepDefinition } from './step-definition.ts';
import { expectValues } from './values.ts';
import { need } from './vocabulary.ts';
import { about, ask, subjectOf } from './world.ts';

/** What a spreadsheet would run. In the file an apostrophe stands before it, which is no part of the value. */
const FORMULA = /^[=+\-@\t\r]/;

const unquoted = (cell: string): string =>
  FORMULA.test(cell.replace(/^'/, '')) ? cell.replace(/^'/, '') : cell;

const typed = (csv: Record<string, string>, given: Thing): Thing =>
  Object.fromEntries(
    Object.entries(given).map(([property, value]) => {
      const cell = unquoted(csv[property] ?? '');
      return [property, typeof value === 'string' || cell === '' ? cell : (JSON.parse(cell) as unknown)];
    }),
  );

/** Steps about what is exported. */
export const exportingSteps: readonly StepDefinition[] = [
  {
    pattern: /^(.+) are exported as (CSV|NDJSON)$/,
    run: async (world, [word = '', name = '']) => {
      const format = name.toLowerCase();
      const { path, formats } = need(about(world, word).export, 'export');
      if (!formats.includes(format))
        throw new Error(`The contract exports ${word} as ${formats.join(', ')} only.`);
      const answer = await ask(world, path, { query: { format } });
      expectStatus(answer, 200);
      expect(answer.type).toMatch(format === 'csv' ? /^text\/csv/ : /^application\/x-ndjson/);
      const lines = answer.text.split('\n').filter((line) => line !== '');
      world.found = format === 'csv' ? parseCsv(answer.text) : lines.map((line) => JSON.parse(line) as Thing);
    },
  },
  {
    pattern: /^no cell of the file can run as a formula$/,
    run: (world) => {
      const cells = world.found.flatMap((line) => Object.values(line));
      expect(cells.filter((cell) => FORMULA.test(String(cell)))).toEqual([]);
    },
  },
  {
    pattern: /^the export holds each of them with every value given$/,
    run: (world) => {
      for (const { given, kept } of world.recorded) {
        const line = world.found.find(({ id }) => id === kept['id']) ?? {};
        const read = Object.values(line).every((cell) => typeof cell === 'string');
        expectValues(subjectOf(world), read ? typed(line as Record<string, string>, given) : line, given);
      }
    },
  },
];
