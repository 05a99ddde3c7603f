import { operandText, type CommandEntry } from './command-entry.ts';
import { COMMANDS, commandEntries, type CommandName } from './command-table.ts';
import type { Own } from './read-arguments.ts';
import { usageError } from './usage-error.ts';

/** Too few words for a command, or too many. Throws `CliError`. */
export const checkArity = (name: CommandName, given: readonly string[]): void => {
  const entry: CommandEntry = COMMANDS[name];
  const missing = entry.operands.filter(({ required }) => required)[given.length];
  if (missing)
    throw usageError(`\`factory ${name}\` needs ${operandText(missing)}.`, 'Nothing was given for it.', name);
  const extra = given[entry.operands.length];
  if (extra !== undefined)
    throw usageError(
      `\`factory ${name}\` cannot use ${JSON.stringify(extra.slice(0, 80))}.`,
      name === 'run'
        ? 'A definition is one argument: text that has spaces needs quotes around it.'
        : `It takes ${entry.operands.map(operandText).join(' ') || 'no arguments'}.`,
      name,
    );
};

/** An option of single commands that this one has not. Throws `CliError`. */
export const checkOwn = (name: CommandName, own: Own): void => {
  const entry: CommandEntry = COMMANDS[name];
  const foreign = Object.keys(own).find((option) => !entry.options.some((known) => known === option));
  if (foreign === undefined) return;
  const users = commandEntries.filter(([, { options }]) => options.some((option) => option === foreign));
  throw usageError(
    `\`factory ${name}\` has no --${foreign}.`,
    `It belongs to ${new Intl.ListFormat('en-GB').format(users.map(([user]) => `\`${user}\``))}.`,
    name,
  );
};
