import { limitsOf, membersOf, typeOf, type JsonSchema } from './json-schema.ts';
import { code, table } from './markdown.ts';

/** The members of what is answered. `besides` are paths that another document describes. */
export const answerTable = (schema: JsonSchema, besides: readonly string[] = []): string =>
  table(
    ['member', 'type', 'always', 'values', 'meaning'],
    membersOf(schema)
      .filter(({ path }) => !besides.some((other) => path.startsWith(`${other}.`)))
      .map(({ path, schema: member, required }) => [
        code(path),
        typeOf(member),
        required ? 'yes' : '',
        limitsOf(member),
        member.description ?? '',
      ]),
  );

const fallback = ({ default: value, properties }: JsonSchema): string => {
  if (value === undefined) return '';
  return properties ? 'those of its members' : code(String(value));
};

/** The members of what is sent. */
export const inputTable = (schema: JsonSchema): string =>
  table(
    ['member', 'type', 'required', 'limits', 'default', 'meaning'],
    membersOf(schema).map(({ path, schema: member, required }) => [
      code(path),
      typeOf(member),
      required ? 'yes' : '',
      limitsOf(member),
      fallback(member),
      member.description ?? '',
    ]),
  );
