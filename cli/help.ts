import { operandText, type CommandEntry } from './command-line/command-entry.ts';
import { COMMANDS, commandEntries, isCommand, type CommandName } from './command-line/command-table.ts';
import { EXIT_CODES } from './command-line/exit-codes.ts';
import {
  optionEntries,
  optionsOf,
  optionText,
  type OptionEntry,
  type OptionName,
} from './command-line/option-table.ts';
import { indent } from './view/indent.ts';
import { wrap } from './view/wrap.ts';

const WIDTH = 96;
const GAP = '  ';

/** Options that are named beside a command; of more it is said that there are some. */
const MOST_OPTIONS = 2;

/** `run [definition]`, without the name of the program. */
export const synopsis = (name: CommandName): string => {
  const entry: CommandEntry = COMMANDS[name];
  const own = entry.options.map((option) => {
    const text = optionText(option, optionOf(option));
    return optionOf(option).required ? text : `[${text}]`;
  });
  const options = own.length > MOST_OPTIONS ? ['[options]'] : own;
  return [name, ...entry.operands.map(operandText), ...options].join(' ');
};

const optionOf = (name: OptionName): OptionEntry =>
  optionEntries.find(([known]) => known === name)?.[1] ?? { description: '' };

/** Two columns; a text that does not fit beside its name goes on below itself. */
const columns = (rows: readonly (readonly [string, string])[]): string[] => {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.flatMap(([name, text]) =>
    wrap(text, WIDTH - width - 2 * GAP.length).map((line, index) =>
      `${(index === 0 ? name : '').padEnd(width)}${GAP}${line}`.trimEnd(),
    ),
  );
};

const optionRows = (options: readonly (readonly [OptionName, OptionEntry])[]) =>
  options.map(([name, entry]) => {
    const standard = entry.value?.default === undefined ? '' : ` Default: ${entry.value.default}.`;
    const short = entry.short ? `-${entry.short}, ` : '';
    return [
      `${short}${optionText(name, entry)}`,
      `${entry.description.replaceAll('`', '')}${standard}`,
    ] as const;
  });

const overview = (): string[] => [
  'factory: one sentence becomes a running, tested microservice',
  '',
  ...indent(['npx factory "<definition>"            the same as: npx factory run "<definition>"']),
  '',
  'Commands',
  ...indent(columns(commandEntries.map(([name, { summary }]) => [synopsis(name), summary] as const))),
  '',
  'Options',
  ...indent(columns(optionRows(optionEntries))),
  '',
  'Exit codes',
  ...indent(columns(EXIT_CODES.map(({ code, short }) => [code, short] as const))),
  '',
  '`npx factory help <command>` shows examples. For colours NO_COLOR and FORCE_COLOR are honoured.',
];

const topic = (name: CommandName): string[] => {
  const entry: CommandEntry = COMMANDS[name];
  return [
    `factory ${synopsis(name)}`,
    '',
    ...wrap(entry.description.replaceAll('`', ''), WIDTH),
    '',
    'Examples',
    ...indent(entry.examples.map((example) => `npx factory ${example}`)),
    '',
    'Options',
    ...indent(columns(optionRows(optionsOf(entry.options)))),
  ];
};

/** The help of a command, or of them all. */
export const help = (name: string | undefined): string =>
  `${(isCommand(name) ? topic(name) : overview()).join('\n')}\n`;
