import { projectDefinitionSchema } from '../../factory/domain/project-definition.ts';
import type { FunctionDeps } from '../function-deps.ts';
import { bodyErrors, type FieldError } from '../http/field-errors.ts';

const members = projectDefinitionSchema.partial();

/** Everything that is wrong with the members of a definition that a clarification is answered with. */
export const answerErrors = async (
  data: Record<string, unknown>,
  readDefinition: FunctionDeps['readDefinition'],
): Promise<FieldError[]> => {
  if (Object.keys(data).length === 0)
    return [{ pointer: '#/data', detail: 'data has no member, so it answers nothing' }];
  const parsed = members.safeParse(data);
  if (!parsed.success)
    return bodyErrors(parsed.error).map(({ pointer = '#', detail }) => ({
      pointer: pointer.replace('#', '#/data'),
      detail,
    }));
  if (parsed.data.text === undefined) return [];
  const reading = await readDefinition(parsed.data.text);
  return reading.ok ? [] : [{ pointer: '#/data/text', detail: `${reading.reason} ${reading.suggestion}` }];
};
