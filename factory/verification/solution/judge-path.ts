import type { Blueprint } from '../../domain/blueprint.ts';
import type { Hop } from '../../domain/process-report.ts';
import type { Process, ProcessPath } from '../../domain/process.ts';

/** What was seen of a path so far. */
export type Seen = {
  /** State of the aggregate that started it. */
  state: string;
  hops: readonly Hop[];
  /** Fields that must have their old value, with what they had and what they have. */
  restored: readonly { name: string; before: unknown; after: unknown }[];
};

type Step = Pick<Hop, 'service' | 'event'>;

const textOf = ({ service, event }: Step): string => `${service} ${event}`;

const twice = (texts: readonly string[]): string[] => [
  ...new Set(texts.filter((text, index) => texts.indexOf(text) !== index)),
];

/** Services that react to a hop, besides the one that published it. */
const reactingTo = ({ services }: Blueprint, { service, event }: Step): string[] =>
  services
    .filter(({ name, reactions }) => {
      return (
        name !== service &&
        reactions.some((reaction) => reaction.from === service && reaction.event === event)
      );
    })
    .map(({ name }) => name);

/** A hop with those consumers only that do something about it: others are handed it too, and let it pass. */
export const appliedHop = (blueprint: Blueprint, hop: Hop): Hop => {
  const reacting = reactingTo(blueprint, hop);
  return { ...hop, consumers: hop.consumers.filter((consumer) => reacting.includes(consumer)) };
};

const deliveryFaults = (blueprint: Blueprint, path: ProcessPath, hops: readonly Hop[]): string[] =>
  hops
    .filter((hop) => path.hops.some((expected) => textOf(expected) === textOf(hop)))
    .flatMap((hop) => [
      ...reactingTo(blueprint, hop)
        .filter((consumer) => !hop.consumers.includes(consumer))
        .map((consumer) => `${textOf(hop)} was not applied by ${consumer}`),
      ...twice(hop.consumers).map((consumer) => `${textOf(hop)} was applied twice by ${consumer}`),
    ]);

/** Events of any path of the process in their order: no other path's, none twice, none missing. */
const orderFaults = (process: Process, path: ProcessPath, hops: readonly Hop[]): string[] => {
  const known = new Set(process.paths.flatMap((each) => each.hops).map(textOf));
  const seen = hops.map(textOf).filter((text) => known.has(text));
  const expected = path.hops.map(textOf);
  const missing = expected.filter((text) => !seen.includes(text));
  const strange = seen.filter((text) => !expected.includes(text));
  const faults = [
    ...missing.map((text) => `${text} did not happen`),
    ...strange.map((text) => `${text} happened and does not belong to the path`),
    ...twice(seen).map((text) => `${text} was published twice`),
  ];
  if (faults.length > 0 || seen.join() === expected.join()) return faults;
  return [`the order was ${seen.join(', ')}, not ${expected.join(', ')}`];
};

/** What is wrong with how a path went; empty when it went as the blueprint says. */
export const pathFaults = (
  blueprint: Blueprint,
  process: Process,
  path: ProcessPath,
  { state, hops, restored }: Seen,
): string[] => [
  ...(state === path.ends ? [] : [`it ended ${state || 'nowhere'}, not ${path.ends}`]),
  ...orderFaults(process, path, hops),
  ...deliveryFaults(blueprint, path, hops),
  ...restored
    .filter(({ before, after }) => before === undefined || before !== after)
    .map(({ name, before, after }) => `${name} is ${String(after)}, was ${String(before)}`),
];
