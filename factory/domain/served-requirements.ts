import { serviceStories, storiesOf, type ProductPlan, type Unrealised } from './product-plan.ts';
import type { RunResult } from './run-result.ts';

/** Stories that every service which they concern serves; `served` has them by service. */
export const servedEverywhere = (plan: ProductPlan, served: Record<string, readonly string[]>): string[] => {
  const all = [...new Set(Object.values(served).flat())];
  if (plan.services.length < 2) return all;
  const open = new Set(
    plan.services.flatMap(({ name }) =>
      serviceStories(plan, name)
        .map(({ id }) => id)
        .filter((id) => !(served[name] ?? []).includes(id)),
    ),
  );
  return all.filter((id) => !open.has(id));
};

/**
 * Which requirements are served. A requirement is served when it has stories and every acceptance scenario of all of them
 * passed; everything else is unrealised, with the reason.
 */
export const servedRequirements = (
  plan: ProductPlan,
  unrealised: readonly Unrealised[],
  servedStories: readonly string[],
): RunResult['requirements'] => {
  const known = new Set(unrealised.map(({ id }) => id));
  const stories = storiesOf(plan);
  const unserved = plan.requirements.filter(({ id }) => {
    const own = stories.filter(({ requirementIds }) => requirementIds.includes(id));
    return !known.has(id) && (own.length === 0 || own.some((story) => !servedStories.includes(story.id)));
  });
  const words = unrealised.filter(
    ({ id }) => !plan.requirements.some((requirement) => requirement.id === id),
  );
  const reason = 'No passing acceptance test proves it.';
  const all = [...unrealised, ...unserved.map(({ id, text }) => ({ id, text, reason }))];
  const total = plan.requirements.length + words.length;
  return { total, served: total - all.length, unrealised: all };
};
