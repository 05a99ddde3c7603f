import type { Aggregate, Service, UseCase } from '../../domain/blueprint.ts';
import { durationText } from '../../domain/duration.ts';
import { bullets } from './markdown-blocks.ts';
import { mermaid } from './mermaid.ts';

/** An identifier that is no word of Mermaid, whatever the state is called. */
const node = (state: string): string => `s_${state.replaceAll('-', '_')}`;

const named = (useCase: UseCase): string =>
  [useCase.name, ...('emits' in useCase ? useCase.emits : [])].join(' / ');

/** Labels of transitions are names of use cases and events: identifiers, safe in a diagram. */
const plainMoves = (useCases: readonly UseCase[]): string[] =>
  useCases.flatMap((useCase) => {
    if (useCase.kind !== 'create' && useCase.kind !== 'update' && useCase.kind !== 'remove') return [];
    const [from, to] = {
      create: ['[*]', 'Recorded'],
      update: ['Recorded', 'Recorded'],
      remove: ['Recorded', '[*]'],
    }[useCase.kind];
    return [`  ${from} --> ${to} : ${named(useCase)}`];
  });

const stateMoves = ({ lifecycle }: Aggregate, useCases: readonly UseCase[]): string[] => {
  if (!lifecycle) return [];
  const open = lifecycle.states.filter(({ frozen }) => !frozen).map(({ name }) => name);
  return [
    ...lifecycle.states.map(({ name }) => `  state "${name}" as ${node(name)}`),
    ...useCases.flatMap((useCase) => {
      switch (useCase.kind) {
        case 'create':
          return [`  [*] --> ${node(lifecycle.initial)} : ${named(useCase)}`];
        case 'update':
          return open.map((state) => `  ${node(state)} --> ${node(state)} : ${named(useCase)}`);
        case 'remove':
          return open.map((state) => `  ${node(state)} --> [*] : ${named(useCase)}`);
        case 'transition':
          return useCase.from.map((state) => `  ${node(state)} --> ${node(useCase.to)} : ${named(useCase)}`);
        default:
          return [];
      }
    }),
  ];
};

const notes = ({ lifecycle }: Aggregate, useCases: readonly UseCase[]): string => {
  if (!lifecycle) return '';
  const frozen = lifecycle.states.filter((state) => state.frozen).map(({ name }) => `\`${name}\``);
  const changed = useCases.some(({ kind }) => kind === 'update' || kind === 'remove');
  const automatic = useCases
    .filter((useCase) => useCase.kind === 'transition' && useCase.automatic)
    .map(({ name }) => `\`${name}\``);
  return bullets([
    ...(changed && frozen.length > 0
      ? [`In ${frozen.join(', ')} it can be neither changed nor removed (409).`]
      : []),
    ...lifecycle.timeouts.map(
      ({ state, after, useCase }) =>
        `${durationText(after)} after it became \`${state}\` the clock runs \`${useCase}\`.`,
    ),
    ...(automatic.length > 0
      ? [`No caller runs ${automatic.join(', ')}: the clock or a reaction does.`]
      : []),
  ]);
};

/** What an aggregate goes through: its states where it has some, else what its use cases do to it. */
export const lifeCycle = (service: Service, aggregate: Aggregate): string[] => {
  const useCases = service.useCases.filter((useCase) => useCase.aggregate === aggregate.name);
  const moves = aggregate.lifecycle ? stateMoves(aggregate, useCases) : plainMoves(useCases);
  return [
    moves.length === 0 ? 'No use case changes it.' : mermaid('stateDiagram-v2', ...moves),
    notes(aggregate, useCases),
  ];
};
