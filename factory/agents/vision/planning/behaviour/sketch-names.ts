import { valuesOf } from '../things.ts';
import { attributeOf, type Sketch, type Sketches } from './sketch.ts';

/** Attributes that name another thing of the plan refer to it. */
export const sketchReferences = (sketch: Sketch, { all }: Sketches): void => {
  for (const attribute of [...sketch.attributes, ...sketch.parts.flatMap(({ attributes }) => attributes)]) {
    const other = all.find(({ name }) => name === attribute.name);
    if (!other || other === sketch || attribute.nature !== 'text' || attribute.unique) continue;
    attribute.nature = 'reference';
    attribute.refers = other.name;
  }
};

/** What is booked or referred to must be told apart by a person. */
export const nameReferred = (sketch: Sketch, { all }: Sketches): void => {
  const referred = all.some(({ attributes, parts }) =>
    [...attributes, ...parts.flatMap((part) => part.attributes)].some(({ refers }) => refers === sketch.name),
  );
  const told = sketch.attributes.some(({ nature, refers }) => nature === 'text' || refers !== undefined);
  if (referred && !told && !sketch.ledger)
    sketch.attributes.unshift(attributeOf('name', { origin: 'derived' }));
};

/** Something must be known of a thing. */
export const nameNameless = ({ attributes, parts, ledger, thing }: Sketch): void => {
  if (valuesOf(thing.statements, 'by').length > 0) return;
  if (ledger || attributes.some(({ computed }) => !computed)) return;
  if (parts.length > 0 && attributes.length > 0) return;
  attributes.unshift(
    attributeOf('name', { origin: 'derived' }),
    attributeOf('description', { required: false, origin: 'derived' }),
  );
};
