import type { Command } from '../arguments.ts';
import { EXIT, type ExitCode } from '../cli-error.ts';
import { help } from '../help.ts';
import { version } from '../version.ts';
import { artifacts } from './artifacts.ts';
import { cancel } from './cancel.ts';
import { clone } from './clone.ts';
import type { CommandContext } from './command-context.ts';
import { completion } from './completion.ts';
import { decide } from './decide.ts';
import { doctor } from './doctor.ts';
import { events } from './events.ts';
import { messages } from './messages.ts';
import { open } from './open.ts';
import { resume } from './resume.ts';
import { retry } from './retry.ts';
import { reviews } from './reviews.ts';
import { run } from './run.ts';
import { serve } from './serve.ts';
import { status } from './status.ts';
import { undo } from './undo.ts';

const print = ({ stdout }: CommandContext, text: string): ExitCode => {
  stdout.write(text);
  return EXIT.completed;
};

/** Does what a command line asks for. Throws `CliError`, or `Interrupted`. */
export const execute = async (command: Command, context: CommandContext): Promise<ExitCode> => {
  switch (command.name) {
    case 'run':
      return run(context, command);
    case 'serve':
      return serve(context);
    case 'resume':
      return resume(context);
    case 'messages':
      return messages(context, command.action);
    case 'reviews':
      return reviews(context, command.target);
    case 'decide':
      return decide(context, command);
    case 'cancel':
      return cancel(context, command.project, command.reason);
    case 'retry':
      return retry(context, command.project, command.from);
    case 'status':
      return status(context, command.project);
    case 'events':
      return events(context, command.project);
    case 'artifacts':
      return artifacts(context, command.project, command.path);
    case 'undo':
      return undo(context, command.project);
    case 'clone':
      return clone(context, command.repository, command.directory);
    case 'open':
      return open(context, command.target);
    case 'completion':
      return print(context, completion(command.shell));
    case 'doctor':
      return doctor(context, command.restore);
    case 'help':
      return print(context, help(command.topic));
    case 'version':
      return print(context, `${version}\n`);
  }
};
