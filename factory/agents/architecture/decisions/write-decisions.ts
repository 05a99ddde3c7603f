import type { Decision, Service } from '../../../domain/blueprint.ts';
import type { Process } from '../../../domain/process.ts';
import type { ProductPlan } from '../../../domain/product-plan.ts';
import { exclusivityDecision, kindDecision, lifecycleDecision } from './aggregate-decision.ts';
import { CALLER_DECISIONS, EXCHANGE_DECISIONS, STORE_DECISIONS } from './common-decisions.ts';
import { exportDecision } from './export-decision.ts';
import { interfaceDecision } from './interface-decision.ts';
import { hasPersonal, privacyDecision } from './privacy-decision.ts';
import {
  choreographyDecision,
  cutsDecision,
  externalDecision,
  reservationDecision,
  versioningDecision,
} from './solution-decisions.ts';

/** Architectural decisions of a plan's services, numbered in reading order. */
export const writeDecisions = (
  plan: ProductPlan,
  services: readonly Service[],
  processes: readonly Process[],
): Decision[] => {
  const aggregates = services.flatMap((service) => service.aggregates);
  const exporting = services.some(({ useCases }) => useCases.some(({ kind }) => kind === 'export'));
  return [
    ...cutsDecision(plan),
    ...aggregates.flatMap((aggregate) => [kindDecision(aggregate), ...lifecycleDecision(aggregate)]),
    ...exclusivityDecision(aggregates),
    ...STORE_DECISIONS,
    interfaceDecision(plan),
    ...CALLER_DECISIONS,
    ...EXCHANGE_DECISIONS,
    ...choreographyDecision(processes),
    ...reservationDecision(services),
    ...externalDecision(services),
    ...versioningDecision(services),
    ...(exporting ? [exportDecision] : []),
    ...(hasPersonal(aggregates) ? [privacyDecision(aggregates)] : []),
  ].map((decision, index) => ({ id: `ADR-${String(index + 1).padStart(4, '0')}`, ...decision }));
};
