/** Exit codes of `factory`, beside 130 and 143 after a signal. */
export const EXIT = { completed: 0, usage: 1, waiting: 2, failed: 3 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** What a person is told in place of a stack trace: what is wrong, and what to do. */
export class CliError extends Error {
  readonly advice: string;
  readonly exitCode: ExitCode;

  constructor(message: string, advice: string, exitCode: ExitCode = EXIT.usage) {
    super(message);
    this.name = 'CliError';
    this.advice = advice;
    this.exitCode = exitCode;
  }
}

/** The host went away while a command needed it. */
export const lostHost = (why: string): CliError =>
  new CliError(
    `The factory's host stopped: ${why}`,
    'What was done is kept: `npx factory resume` goes on from there. The host wrote host.log in the workspace.',
    EXIT.failed,
  );

/** Thrown where Ctrl-C or a termination signal ends a command. */
export class Interrupted extends Error {
  readonly signalName: string;

  constructor(signalName: string) {
    super(`Interrupted by ${signalName}.`);
    this.name = 'Interrupted';
    this.signalName = signalName;
  }
}
