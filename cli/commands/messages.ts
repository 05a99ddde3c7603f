import type { DeadLetter } from '../../factory/domain/dead-letter.ts';
import { CliError, EXIT, type ExitCode } from '../cli-error.ts';
import { fit, printable } from '../view/printable.ts';
import { table } from '../view/table.ts';
import { printJson, printLines, type CommandContext } from './command-context.ts';
import { requireWorkspace } from './require-workspace.ts';
import { withHost, type Session } from './with-host.ts';

/** What is done with messages that nobody could work on; nothing is done where only shown. */
export type MessageAction =
  { act: 'list' } | { act: 'show' | 'resubmit'; id: string } | { act: 'discard'; id: string; reason: string };

/** Characters of a cause in the list. */
const CAUSE_LENGTH = 70;

const list = (messages: readonly DeadLetter[], option: string): string[] =>
  messages.length === 0
    ? ['There is no message that nobody could work on.']
    : [
        ...table(
          ['message', 'receiver', 'deliveries', 'why'],
          messages.map(({ id, receiver, deliveries, reason, description }) => [
            id,
            receiver,
            String(deliveries),
            fit(printable(description || reason), CAUSE_LENGTH),
          ]),
        ),
        '',
        `\`npx factory messages <message>${option}\` shows one whole; --resubmit or --discard decide on it.`,
      ];

const whole = (message: DeadLetter): string[] => [
  `Message ${message.id} of ${message.receiver}, sent as ${printable(message.messageId)} at ${message.enqueuedAt}`,
  `Delivered ${message.deliveries} times. ${message.reason}: ${printable(message.description)}`,
  '',
  printable(message.body),
];

const find = async ({ api }: Session, id: string): Promise<DeadLetter> => {
  const found = (await api.deadLetters()).find((message) => message.id === id);
  if (found) return found;
  throw new CliError(
    `There is no message ${JSON.stringify(id.slice(0, 80))} that waits for a decision.`,
    'Somebody may have decided on it.',
    '`npx factory messages` lists them.',
  );
};

const perform = async (session: Session, action: MessageAction, option: string) => {
  switch (action.act) {
    case 'list': {
      const items = await session.api.deadLetters();
      return { document: { items }, lines: list(items, option) };
    }
    case 'show': {
      const message = await find(session, action.id);
      return { document: message, lines: whole(message) };
    }
    case 'resubmit': {
      const message = await session.api.resubmit((await find(session, action.id)).id);
      return {
        document: message,
        lines: [
          `Message ${message.id} is given to ${message.receiver} again as soon as a host works here (serve, resume).`,
        ],
      };
    }
    case 'discard': {
      const message = await session.api.discard((await find(session, action.id)).id, action.reason);
      return { document: message, lines: [`Message ${message.id} of ${message.receiver} is gone.`] };
    }
  }
};

/** Lists, shows, resubmits or discards what nobody could work on. */
export const messages = async (context: CommandContext, action: MessageAction): Promise<ExitCode> => {
  requireWorkspace(context);
  const { document, lines } = await withHost(context, { pump: 'none' }, (session) =>
    perform(session, action, context.workspaceOption),
  );
  if (context.json) printJson(context.stdout, document);
  else printLines(context.stdout, lines);
  return EXIT.completed;
};
