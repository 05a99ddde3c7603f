import type { Service } from '../../domain/blueprint.ts';
import { sentenceCase } from '../../domain/naming.ts';
import type { ExternalSystem, Reaction } from '../../domain/reaction.ts';
import { expressionText } from './expression-text.ts';
import { code, table } from './markdown-blocks.ts';
import { sentence, text } from './markdown-text.ts';

const doesText = ({ does }: Reaction): string => {
  switch (does.kind) {
    case 'create': {
      const input = Object.entries(does.input).map(([name, value]) => `${name} = ${expressionText(value)}`);
      return `runs ${code(does.useCase)} with ${code(input.join(', '))}`;
    }
    case 'transition':
      return `runs ${code(does.useCase)} on the one whose ${code(does.field)} is ${code(`event.${does.path}`)}`;
    case 'reserve':
      return `reserves what ${code(does.list)} asks for, all or nothing; publishes ${code(does.reserved)} or ${code(does.refused)}`;
    case 'release':
      return `gives back what is reserved under the event’s subject; publishes ${code(does.released)}`;
    case 'ask':
      return `asks ${sentenceCase(does.system)}; then runs ${code(does.accepted)} or ${code(does.refused)}`;
  }
};

/** What a service does when an event arrives. Empty where it reacts to none. */
export const reactionsTable = ({ reactions }: Service): string =>
  table(
    ['When', 'Of', 'It', 'Why'],
    reactions.map((reaction) => [
      code(`${reaction.event} v${reaction.version}`),
      code(reaction.from),
      doesText(reaction),
      sentence(reaction.description),
    ]),
  );

const away = ({ onUnavailable }: ExternalSystem): string =>
  onUnavailable === 'retry'
    ? 'the event is delivered again later; nothing is decided meanwhile'
    : 'it counts as a refusal';

/** Systems outside, and what happens when they refuse or are away. Empty where none is asked. */
export const externalSystemsTable = ({ externalSystems, reactions }: Service): string =>
  table(
    ['System', 'What it does', 'Told', 'Patience', 'When it refuses', 'When it is away'],
    externalSystems.map((system) => [
      sentenceCase(system.name),
      text(system.description),
      system.fields.map(code).join(', '),
      `${system.timeoutMs} ms, ${system.retries + 1} tries`,
      reactions
        .flatMap(({ does }) =>
          does.kind === 'ask' && does.system === system.name ? [code(does.refused)] : [],
        )
        .join(', '),
      away(system),
    ]),
  );
