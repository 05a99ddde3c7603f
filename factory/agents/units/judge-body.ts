import { isOfType, type CustomUnit, type UnitValue } from '../../domain/custom-unit.ts';
import { rounded } from '../../domain/evaluate.ts';
import { unitFaults } from '../../domain/judge-unit.ts';
import { runUnit } from '../../domain/run-unit.ts';
import type { AgentFinding } from '../define-agent.ts';

const shown = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, 200);

const fits = ({ result }: CustomUnit, value: unknown, expected: UnitValue): boolean =>
  result.kind === 'decimal' && typeof value === 'number'
    ? rounded(value, result.scale) === expected
    : value === expected;

const exampleFindings = (unit: CustomUnit, body: string): AgentFinding[] =>
  unit.examples.flatMap(({ given, result }, index) => {
    const values = unit.parameters.map(({ name }, at) => [name, given[at] ?? ''] as const);
    const run = runUnit(body, new Map(values));
    const what = `Example ${index + 1}, ${shown(given)} → ${shown(result)}:`;
    if ('fault' in run) return [{ rule: 'unit-example', message: `${what} ${run.fault}.` }];
    if (fits(unit, run.value, result)) return [];
    const kind = isOfType(unit.result, run.value) ? '' : `, which is no ${unit.result.kind}`;
    return [{ rule: 'unit-example', message: `${what} it gives ${shown(run.value)}${kind}.` }];
  });

/**
 * What is wrong with the body of a custom unit: everything but pure computation is refused, and every example must come true. The
 * body is read, not run.
 */
export const bodyFindings = (unit: CustomUnit, body: string): AgentFinding[] => {
  const faults = unitFaults(
    unit.parameters.map(({ name }) => name),
    body,
  );
  return faults.length > 0
    ? faults.map((message) => ({ rule: 'unit-body', message: `In the body of ${unit.name}: ${message}.` }))
    : exampleFindings(unit, body);
};
