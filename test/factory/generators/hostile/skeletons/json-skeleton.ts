/** A property that is called by a word of the plan: every replaced text holds its number. */
const propertyName = (name: string): string => name.replace(/^[\s\S]*?w(?:ord)?(\d+)[\s\S]*$/, 'word$1');

/** OpenAPI names examples after their titles. */
const NAMED_BY_TITLE = 'examples';

const skeletonOf = (value: unknown, of = ''): unknown => {
  if (Array.isArray(value)) return value.map((each) => skeletonOf(each));
  if (typeof value !== 'object' || value === null) return typeof value;
  const members = Object.entries(value).map(
    ([name, inner]) => [propertyName(name), skeletonOf(inner, name)] as const,
  );
  return of === NAMED_BY_TITLE && members.every(([name]) => /^\w+$/.test(name))
    ? members.map(([, inner]) => inner)
    : Object.fromEntries(members);
};

/** The structure of a JSON document: its properties and the types of its values. */
export const jsonSkeleton = (text: string): string => JSON.stringify(skeletonOf(JSON.parse(text)));
