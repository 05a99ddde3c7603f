import { textsIn } from './pipeline-model.ts';
import type { PipelineFile } from './expanded-stages.ts';

const namesOf = (declared: unknown): string[] =>
  Array.isArray(declared)
    ? declared.map((parameter) => String((parameter as { name?: unknown }).name))
    : Object.keys((declared ?? {}) as object);

/** Parameters that a file uses and does not declare. */
export const undeclaredParameters = ({ document }: PipelineFile): string[] => {
  const { parameters, ...body } = document;
  const declared = namesOf(parameters);
  const used = textsIn(body).flatMap((text) =>
    Array.from(text.matchAll(/\$\{\{(.*?)\}\}/gs), ([, expression = '']) => expression).flatMap(
      (expression) => Array.from(expression.matchAll(/\bparameters\.(\w+)/g), ([, name = '']) => name),
    ),
  );
  return [...new Set(used)].filter((name) => !declared.includes(name));
};
