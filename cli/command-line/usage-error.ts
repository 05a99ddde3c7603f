import { CliError } from '../cli-error.ts';

/** A command line that cannot be carried out. `meant` is what was probably meant, as a command or option in backticks. */
export const usageError = (what: string, why: string, topic?: string, meant?: string): CliError => {
  const help = `\`npx factory ${topic ? `${topic} ` : ''}--help\` shows what is possible.`;
  return new CliError(what, why, meant ? `Did you mean ${meant}? ${help}` : help);
};
