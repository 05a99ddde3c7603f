import type { Blueprint, Service } from '../../domain/blueprint.ts';
import { sentenceCase } from '../../domain/naming.ts';

type ContextMap = Blueprint['contextMap'];

/** Services whose things this one refers to. */
const referredBy = ({ aggregates }: Service): string[] =>
  aggregates.flatMap(({ fields, children }) =>
    [...fields, ...children.flatMap((child) => child.fields)].flatMap(({ type }) =>
      type.kind === 'reference' && type.service !== undefined ? [type.service] : [],
    ),
  );

/** Services whose events begin something here. */
const beganBy = ({ name, reactions }: Service): string[] =>
  reactions.flatMap(({ from, does }) => (from !== name && does.kind === 'create' ? [from] : []));

const between = (services: readonly Service[]): ContextMap =>
  services.flatMap((downstream) => {
    const began = beganBy(downstream);
    return services
      .filter(({ name }) => name !== downstream.name)
      .filter(({ name }) => began.includes(name) || referredBy(downstream).includes(name))
      .map(({ name }) => ({
        upstream: name,
        downstream: downstream.name,
        pattern: began.includes(name) ? ('published-language' as const) : ('customer-supplier' as const),
      }));
  });

const outside = (services: readonly Service[]): ContextMap =>
  services.flatMap(({ name, externalSystems }) =>
    externalSystems.map((system) => ({
      upstream: sentenceCase(system.name),
      downstream: name,
      pattern: 'anticorruption-layer' as const,
    })),
  );

/**
 * Who is upstream of whom. A service that begins something at another's event speaks its published language; one that only
 * names another's things is its customer. Systems outside are kept at the door.
 */
export const designContextMap = (services: readonly Service[]): ContextMap => {
  const [only, ...others] = services;
  const ends: ContextMap =
    only && others.length === 0
      ? [
          { upstream: only.name, downstream: 'clients of its interface', pattern: 'open-host-service' },
          { upstream: only.name, downstream: 'consumers of its events', pattern: 'published-language' },
        ]
      : [];
  return [...ends, ...between(services), ...outside(services)];
};
