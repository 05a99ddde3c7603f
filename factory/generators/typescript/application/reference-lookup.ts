import { pascalCase } from '../../../domain/naming.ts';
import { isAlwaysPresent } from '../aggregate-model.ts';
import { factNameOf } from '../fact-model.ts';
import { fieldMember, fieldVariable, valueFunction } from '../identifiers.ts';
import { block, docComment, literal } from '../source-text.ts';
import type { ReferenceModel } from './repositories.ts';

/** The function that looks up what a reference names: `classOf`. */
export const referenceFunction = ({ field, list }: ReferenceModel): string =>
  list ? `assert${pascalCase(list.name)}${pascalCase(field.name)}` : valueFunction(factNameOf(field.name));

/** The function that looks up what a reference names. */
export const referenceLookup = (reference: ReferenceModel): string => {
  const { field, list, target } = reference;
  const { many, type, noun, timeouts } = target;
  const isRequired = isAlwaysPresent(field);
  const value = fieldVariable(field.name);
  const repository = `${many}: ${type}Repository`;
  const signature = (parameters: string[], result: string) =>
    `export const ${referenceFunction(reference)} = async (${parameters.join(', ')}): Promise<${result}> => {`;
  if (list)
    return block(
      docComment(
        `Throws an UnknownReferenceError for the first of ${list.name} whose ${field.name} names no ${noun}.`,
      ),
      signature(
        [
          repository,
          `{ ${fieldMember(list.name)} }: { ${list.name}?: readonly { ${field.name}?: string }[] }`,
        ],
        'void',
      ),
      `for (const [index, { ${fieldMember(field.name)} }] of (${fieldVariable(list.name)} ?? []).entries())`,
      `if (${isRequired ? '' : `${value} !== undefined && `}!(await ${many}.find(${isRequired ? `${value} ?? ''` : value})))`,
      `throw new UnknownReferenceError(${literal(field.name)}, ${literal(noun)}, [${literal(list.name)}, String(index), ${literal(field.name)}]);`,
      '};',
    );
  return block(
    docComment(`What ${field.name} names. Throws an UnknownReferenceError where that is nothing.`),
    signature(
      [
        repository,
        `{ ${fieldMember(field.name)} }: { ${field.name}${isRequired ? '' : '?'}: string }`,
        ...(timeouts.length > 0 ? ['at: string'] : []),
      ],
      `${type}State${isRequired ? '' : ' | undefined'}`,
    ),
    isRequired ? '' : `if (${value} === undefined) return undefined;`,
    `const found = await ${many}.find(${value});`,
    `if (!found) throw new UnknownReferenceError(${literal(field.name)}, ${literal(noun)});`,
    timeouts.length > 0 ? 'found.advance(at);' : '',
    'return found.state;',
    '};',
  );
};
