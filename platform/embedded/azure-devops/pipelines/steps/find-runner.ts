import type { StepDefinition } from '../pipeline-definition.ts';
import { publishCodeCoverage } from './publish-code-coverage.ts';
import { publishTestResults } from './publish-test-results.ts';
import { restoreCache } from './restore-cache.ts';
import { runCheckout } from './run-checkout.ts';
import { runScript } from './run-script.ts';
import type { StepRunner } from './step-context.ts';
import { useNode } from './use-node.ts';

const tasks: Readonly<Record<string, StepRunner>> = {
  'usenode@1': useNode,
  'nodetool@0': useNode,
  'cache@2': restoreCache,
  'publishtestresults@2': publishTestResults,
  'publishcodecoverageresults@1': publishCodeCoverage,
  'publishcodecoverageresults@2': publishCodeCoverage,
};

/** What a step is called in reports. */
export const stepTitle = (step: StepDefinition): string => {
  const kind = ['task', 'checkout', 'script', 'bash'].find((key) => step[key] !== undefined);
  const what = kind === undefined ? Object.keys(step)[0] : `${kind} ${String(step[kind]).split('\n')[0]}`;
  return step.displayName ?? step.name ?? what ?? 'step';
};

/** A container; what a target says about logging commands is kept here anyway, for there are none. */
const isElsewhere = (target: StepDefinition['target']): boolean =>
  (typeof target === 'object' ? target.container : target) !== undefined;

/** How a step runs here, or why it does not. */
export const findRunner = (step: StepDefinition): StepRunner | string => {
  if (isElsewhere(step.target)) return 'a step with a target container does not run here';
  if (step['checkout'] !== undefined) return runCheckout;
  if (step['script'] !== undefined || step['bash'] !== undefined) return runScript;
  const task = step['task'];
  if (typeof task !== 'string') return `a step of this kind does not run here: ${stepTitle(step)}`;
  return tasks[task.toLowerCase()] ?? `the task ${task} is not one that this runner has`;
};
