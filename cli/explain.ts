import { CliError, EXIT, Interrupted } from './cli-error.ts';
import { exitCodeOfSignal } from './interruption.ts';
import { printable } from './view/printable.ts';
import { reasonOf } from './system-reason.ts';

/** What is said of an error, and what the process ends with. */
export type Explanation = { lines: string[]; exitCode: number };

const threeLines = (what: string, why: string, advice: string): string[] => [
  `factory: ${printable(what)}`,
  `  why: ${printable(why).trim()}`,
  `  do:  ${printable(advice)}`,
];

const stackOf = (error: unknown): string[] => (error instanceof Error ? (error.stack ?? '').split('\n') : []);

const isFullDisk = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');

const fromOutside = (error: unknown): CliError | undefined =>
  isFullDisk(error)
    ? new CliError(
        'Something could not be written.',
        reasonOf(error),
        'Free space and say `npx factory resume`: what was done before is kept.',
        EXIT.failed,
      )
    : undefined;

/** An error as what, why and what to do; with a stack only when it was asked for. */
export const explain = (error: unknown, verbose: boolean): Explanation => {
  const stack = verbose ? stackOf(error) : [];
  if (error instanceof Interrupted)
    return { lines: [error.message], exitCode: exitCodeOfSignal(error.signalName) };
  const known = error instanceof CliError ? error : fromOutside(error);
  if (known)
    return {
      lines: [...threeLines(known.message, known.why, known.advice), ...stack],
      exitCode: known.exitCode,
    };
  return {
    lines: [
      ...threeLines(
        'This is a defect of the factory.',
        error instanceof Error ? `${error.name}: ${error.message}` : String(error),
        'Please report it, with what the same command prints with --verbose.',
      ),
      ...stack,
    ],
    exitCode: EXIT.failed,
  };
};
