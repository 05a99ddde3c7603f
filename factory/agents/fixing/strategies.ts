import type { FixStrategy } from '../../domain/fix-strategy.ts';
import { CODE_CHECKS, DELIVERY_CHECKS } from '../../domain/quality-gate.ts';
import type { Finding } from '../../domain/quality-report.ts';
import { knownOf } from '../strategies.ts';
import { repairsOf } from './repairs-of.ts';
import { unitOf } from './unit-of.ts';

const repairedBy =
  (strategy: FixStrategy) =>
  (finding: Finding): boolean =>
    finding.file !== undefined &&
    unitOf(finding) === undefined &&
    repairsOf(finding).some((repair) => repair.strategy === strategy);

/** About the function of a custom unit: whoever wrote it writes it again, nobody else repairs it. */
const isOfUnit = (finding: Finding): boolean => unitOf(finding) !== undefined;

const isOfCode = ({ check }: Finding): boolean => CODE_CHECKS.includes(check);

/** Whether a strategy has anything to go by with a finding. */
export const applies: Readonly<Record<FixStrategy, (finding: Finding) => boolean>> = {
  formatter: ({ check, rule }) => check === 'format' && rule === 'format/style',
  imports: repairedBy('imports'),
  await: repairedBy('await'),
  'known-diagnostic': repairedBy('known-diagnostic'),
  layers: ({ check, rule }) => check === 'layers' && rule.includes('-imports-'),
  delivery: ({ check }) => check !== 'secrets' && DELIVERY_CHECKS.includes(check),
  'rewrite-unit': isOfUnit,
  'rewrite-unit-simpler': isOfUnit,
  'rewrite-unit-by-diagnostics': (finding) => isOfUnit(finding) && knownOf([finding]).length > 0,
  'regenerate-unit': ({ file, message }) => file !== undefined || /\.ts\b/.test(message),
  'regenerate-layer': isOfCode,
  'regenerate-service': () => true,
};
