import type { ProductPlan } from '../domain/product-plan.ts';

type Counted = Pick<
  ProductPlan,
  'services' | 'subjects' | 'rules' | 'reactions' | 'externals' | 'interfaces'
>;

const subjectFeatures = ({
  unchangeable,
  lifecycle,
  ledger,
  parts,
  stock,
  attributes,
}: Counted['subjects'][number]): string[] => [
  ...(unchangeable ? ['append-only'] : []),
  ...(lifecycle ? [`life cycle of ${lifecycle.states.length}`] : []),
  ...(ledger ? ['ledger'] : []),
  ...(parts.length > 0 ? ['parts'] : []),
  ...(stock ? ['stock'] : []),
  ...(attributes.some(({ refers }) => refers !== undefined) ? ['references'] : []),
];

/** What a plan is made of, whatever its things are called: sorted, each once. Two plans that share many are similar. */
export const featuresOf = (plan: Counted): string[] => {
  const features = [
    ...(plan.services.length > 1 ? [`${plan.services.length} services`] : []),
    ...plan.subjects.flatMap(subjectFeatures),
    ...plan.rules.map(({ kind }) => `rule: ${kind}`),
    ...plan.reactions.map(({ does }) => `reaction: ${does.kind}`),
    ...(plan.externals.length > 0 ? ['other systems'] : []),
    ...plan.interfaces.map(({ kind }) => kind),
  ];
  return [...new Set(features)].toSorted();
};
