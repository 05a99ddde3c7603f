import type { Blueprint } from '../domain/blueprint.ts';
import type { ProductPlan } from '../domain/product-plan.ts';
import type { RunResult } from '../domain/run-result.ts';
import { featuresOf } from './features-of.ts';
import type { KnowledgeEntry } from './knowledge-entry.ts';

/** What a project came to, as the project document and a run's result both say it. */
export type Outcome = {
  id: string;
  services: RunResult['services'];
  requirements: RunResult['requirements'];
};

const serviceText = ({ name, quality }: Outcome['services'][number]): string => {
  const failed = quality.checks.filter(({ status }) => status === 'failed').map((check) => check.name);
  const checks = failed.length > 0 ? `failed ${failed.join(', ')}` : 'passed every check that ran';
  return `${name} ${checks}, ${quality.tests.passed} tests, ${Math.round(quality.coverage)} % of lines covered`;
};

const MOST_REASONS = 5;

/** A finished project as later ones find it: what it keeps, what was decided and why, how it came out. */
export const projectEntry = (plan: ProductPlan, blueprint: Blueprint, outcome: Outcome): KnowledgeEntry => {
  const { total, served, unrealised } = outcome.requirements;
  const reasons = [...new Set(unrealised.map(({ reason }) => reason))].slice(0, MOST_REASONS);
  return {
    id: `project/${outcome.id}`,
    title: plan.title,
    kind: 'project',
    text: [
      plan.summary,
      `Keeps ${plan.subjects.map(({ plural }) => plural).join(', ')}.`,
      ...plan.services.map(({ name, because }) => `Service ${name}: ${because}`),
      `Decided: ${blueprint.decisions.map(({ title }) => title).join('; ')}.`,
      `Came out: ${served} of ${total} requirements served. ${outcome.services.map(serviceText).join('; ')}.`,
      ...(reasons.length > 0 ? [`Not realised: ${reasons.join(' ')}`] : []),
    ].join('\n'),
    features: featuresOf(plan),
  };
};
