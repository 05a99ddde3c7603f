/** Exit codes of `factory`, beside those after a signal. */
export const EXIT = { completed: 0, usage: 1, waiting: 2, failed: 3 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** What a person is told in place of a stack trace, in three lines: what is wrong, why, and what to do. */
export class CliError extends Error {
  readonly why: string;
  readonly advice: string;
  readonly exitCode: ExitCode;

  constructor(what: string, why: string, advice: string, exitCode: ExitCode = EXIT.usage) {
    super(what);
    this.name = 'CliError';
    this.why = why;
    this.advice = advice;
    this.exitCode = exitCode;
  }
}

/** The host went away while a command needed it; the message says how. */
export class HostLost extends Error {}

/** It went away because it could not write any more; the message says which disk is full. */
export class HostOutOfSpace extends HostLost {}

/** Thrown where Ctrl-C or a termination signal ends a command. */
export class Interrupted extends Error {
  readonly signalName: string;

  constructor(signalName: string) {
    super(`Interrupted by ${signalName}.`);
    this.name = 'Interrupted';
    this.signalName = signalName;
  }
}
