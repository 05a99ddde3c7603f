import type { Remote } from '../remote.ts';
import type { HostProgram } from '../host/start-host.ts';

/** What a command works with. */
export type CommandContext = {
  /** Absolute. */
  workspace: string;
  /** ` --workspace DIR` or ` --url URL` for commands that are suggested, empty for the default folder. */
  workspaceOption: string;
  port: number;
  /** A factory that runs elsewhere and is called instead; nothing here is started, read or made. */
  remote?: Remote | undefined;
  json: boolean;
  stdout: NodeJS.WriteStream;
  stderr: NodeJS.WriteStream;
  environment: Readonly<Record<string, string | undefined>>;
  program: HostProgram;
  /** Aborted with `Interrupted` as its reason. */
  signal: AbortSignal;
};

export const printLines = (stream: NodeJS.WritableStream, lines: readonly string[]): void => {
  stream.write(`${lines.join('\n')}\n`);
};

export const printJson = (stream: NodeJS.WritableStream, document: unknown): void => {
  stream.write(`${JSON.stringify(document, undefined, 2)}\n`);
};
