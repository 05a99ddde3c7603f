import { camelCase } from '../../../../domain/naming.ts';
import type { StatedFormula } from '../../../../domain/stated-behaviour.ts';
import { findAttribute, type Sketch, type Sketches } from './sketch.ts';

/** The other thing that has an attribute of this name, where the thing itself and its parts have none. */
export const foreignOwner = (sketch: Sketch, { all }: Sketches, name: string): Sketch | undefined => {
  const own = [...sketch.attributes, ...sketch.parts.flatMap(({ attributes }) => attributes)];
  if (findAttribute(own, name)) return undefined;
  return all.find(
    (other) => other !== sketch && other.attributes.some((each) => camelCase(each.name) === camelCase(name)),
  );
};

/** Names in a stated calculation. */
export const namesInFormula = (formula: StatedFormula): string[] => {
  if (formula.op === 'name') return [formula.name];
  if (formula.op === 'number') return [];
  if ('left' in formula) return [...namesInFormula(formula.left), ...namesInFormula(formula.right)];
  return formula.of ? namesInFormula(formula.of) : [];
};
