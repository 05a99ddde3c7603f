import { findSecrets } from '../../factory/domain/secrets.ts';
import type { z } from 'zod';

import { isBinary, servicePrefix, type Artifact } from '../../factory/domain/artifact.ts';
import { blueprintSchema } from '../../factory/domain/blueprint.ts';
import type { Decision } from '../../factory/domain/decision.ts';
import { productPlanSchema } from '../../factory/domain/product-plan.ts';
import { requirementTraceSchema } from '../../factory/domain/requirement-trace.ts';
import type { Review } from '../../factory/domain/review.ts';
import { bodyErrors, type FieldError } from '../http/field-errors.ts';

type Amendment = Extract<Decision, { kind: 'amend' }>;

const schemas: readonly { path: RegExp; schema: z.ZodType }[] = [
  { path: /^plan\/product-plan\.json$/, schema: productPlanSchema },
  { path: /^(?:architecture|services\/[^/]+\/factory)\/blueprint\.json$/, schema: blueprintSchema },
  { path: /^services\/[^/]+\/factory\/trace\.json$/, schema: requirementTraceSchema },
];

/** What tools found is not for people to write: an amended report would be a forged one. */
const isReport = (path: string): boolean => path.startsWith('quality/');

const atPath = (detail: string): FieldError[] => [{ pointer: '#/path', detail }];

const pathErrors = (
  { path }: Amendment,
  { projectId, service }: Review,
  artifacts: readonly Artifact[],
): FieldError[] => {
  const quoted = JSON.stringify(path);
  if (!artifacts.some((artifact) => artifact.path === path))
    return atPath(`path ${quoted} is no artifact of project ${projectId}`);
  if (service && !path.startsWith(servicePrefix(service)))
    return atPath(`path ${quoted} is not of service ${service}, which this review is about`);
  if (isReport(path)) return atPath(`path ${quoted} holds what the checks found, which nobody can write`);
  return isBinary(path) ? atPath(`path ${quoted} is an archive; only text can be amended`) : [];
};

const jsonErrors = ({ path, content }: Amendment): FieldError[] => {
  if (!path.endsWith('.json')) return [];
  try {
    const value: unknown = JSON.parse(content);
    const error = schemas.find((known) => known.path.test(path))?.schema.safeParse(value).error;
    return (error ? bodyErrors(error) : []).map(({ detail }) => ({
      pointer: '#/content',
      detail: `${path}: ${detail}`,
    }));
  } catch {
    return [{ pointer: '#/content', detail: `content is not JSON, as ${path} must be` }];
  }
};

/** Everything that is wrong with a replaced artifact: where it goes, what it is, what it must not hold. */
export const amendmentErrors = (
  amendment: Amendment,
  review: Review,
  artifacts: readonly Artifact[],
): FieldError[] => {
  const wrongPath = pathErrors(amendment, review, artifacts);
  if (wrongPath.length > 0) return wrongPath;
  const secrets = findSecrets(amendment.content).map(({ rule, line }) => ({
    pointer: '#/content',
    detail: `content, line ${line}: ${rule.what}`,
  }));
  return [...secrets, ...jsonErrors(amendment)];
};
