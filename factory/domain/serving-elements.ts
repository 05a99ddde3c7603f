import type { Blueprint } from './blueprint.ts';

/** Everything in a blueprint that names what it serves. */
export const servingElements = ({ services, processes }: Pick<Blueprint, 'services' | 'processes'>) => [
  ...services.flatMap(({ useCases }) => useCases),
  ...services.flatMap(({ reactions }) => reactions),
  ...services.flatMap(({ aggregates }) => aggregates.flatMap(({ rules }) => rules)),
  ...services.flatMap(({ customUnits = [] }) => customUnits),
  ...processes,
];
