import type { Child } from '../../../domain/aggregate.ts';
import { camelCase } from '../../../domain/naming.ts';
import { variableName } from '../identifiers.ts';
import { primary, type Code, type Of, type Translate } from './code.ts';

/** The parts of a list that are meant, and what one of them is called. */
export type PartsCode = { code: string; variable: string; translate: Translate };

type Parts = {
  list: { code: string; optional: boolean };
  child: Child;
  /** Code of the condition that a part must meet, given its variable. */
  where?: ((variable: string) => string) | undefined;
  translateIn: (variable: string) => Translate;
};

export const partsCode = ({ list, child, where, translateIn }: Parts): PartsCode => {
  const variable = variableName(camelCase(child.name));
  const all = list.optional ? `(${list.code} ?? [])` : list.code;
  const code = where ? `${all}.filter((${variable}) => ${where(variable)})` : all;
  return { code, variable, translate: translateIn(variable) };
};

/** A sum, or the first or last of values; of none there is no first and no last. */
export const aggregatedCode = ({ op, of }: Of<'sum' | 'minimum' | 'maximum'>, parts: PartsCode): Code => {
  const { code, kind, needs } = parts.translate(of);
  const condition = needs.join(' && ');
  const isThere = needs.length === 0;
  const values = isThere
    ? `${parts.code}.map((${parts.variable}) => ${code})`
    : `${parts.code}.flatMap((${parts.variable}) => (${condition} ? [${code}] : []))`;
  if (op === 'sum') return primary(`sumOf(${values})`, kind);
  const those = isThere ? parts.code : `${parts.code}.filter((${parts.variable}) => ${condition})`;
  const isTime = kind === 'date' || kind === 'instant';
  const [first, last] = isTime ? ['earliest(', 'latest('] : ['Math.min(...', 'Math.max(...'];
  return primary(`${op === 'minimum' ? first : last}${values})`, kind, [`${those}.length > 0`]);
};
