import { type ProductPlan, storiesOf } from '../../../domain/product-plan.ts';
import type { AgentFinding } from '../../define-agent.ts';

/** Stories and criteria that speak of what the plan does not know. */
export const storyFindings = (plan: ProductPlan): AgentFinding[] => {
  const findings: AgentFinding[] = [];
  const requirements = new Set(plan.requirements.map(({ id }) => id));
  for (const story of storiesOf(plan)) {
    const subject = plan.subjects.find(({ name }) => name === story.subject);
    if (!subject)
      findings.push({
        rule: 'known-subject',
        message: `Story ${story.id} is about "${story.subject}", which the plan does not keep.`,
      });
    for (const id of story.requirementIds)
      if (!requirements.has(id))
        findings.push({
          rule: 'known-requirement',
          message: `Story ${story.id} serves ${id}, which does not exist.`,
        });
    for (const { id, check } of story.criteria) {
      const names = 'attributes' in check ? check.attributes : 'attribute' in check ? [check.attribute] : [];
      const unknown = names.filter(
        (name) => !subject?.attributes.some((attribute) => attribute.name === name),
      );
      if (check.subject !== story.subject || unknown.length > 0)
        findings.push({
          rule: 'known-terms',
          message: `Criterion ${id} speaks of ${[check.subject, ...unknown].join(', ')}, which its story does not know.`,
        });
    }
  }
  return findings;
};

/** What no story, requirement or milestone takes up. */
export const coverageFindings = (plan: ProductPlan): AgentFinding[] => {
  const stories = storiesOf(plan);
  const served = new Set(stories.flatMap(({ requirementIds }) => requirementIds));
  const unrealised = new Set(plan.unrealised.map(({ id }) => id));
  const features = new Set(plan.epics.flatMap((epic) => epic.features.map(({ id }) => id)));
  const planned = new Set(plan.roadmap.flatMap(({ featureIds }) => featureIds));
  return [
    ...plan.requirements
      .filter(({ id }) => !served.has(id) && !unrealised.has(id))
      .map(({ id }) => ({
        rule: 'requirement-served',
        message: `Requirement ${id} has no story and is not listed as unrealised.`,
      })),
    ...plan.requirements
      .filter(({ origin, because }) => origin === 'derived' && !because)
      .map(({ id }) => ({
        rule: 'derived-because',
        message: `Requirement ${id} is derived and does not say why.`,
      })),
    ...plan.subjects
      .filter(({ name }) => !stories.some((story) => story.subject === name && story.intent === 'record'))
      .map(({ name }) => ({ rule: 'subject-recorded', message: `Nothing puts ${name} in.` })),
    ...plan.subjects
      .filter(
        ({ name, unchangeable }) =>
          unchangeable &&
          stories.some(
            (story) => story.subject === name && (story.intent === 'change' || story.intent === 'remove'),
          ),
      )
      .map(({ name }) => ({
        rule: 'unchangeable',
        message: `"${name}" may not change, and a story changes it.`,
      })),
    ...[...features]
      .filter((id) => !planned.has(id))
      .map((id) => ({ rule: 'roadmap', message: `Feature ${id} is on no milestone.` })),
    ...[...planned]
      .filter((id) => !features.has(id))
      .map((id) => ({ rule: 'roadmap', message: `The roadmap names ${id}, which does not exist.` })),
  ];
};
