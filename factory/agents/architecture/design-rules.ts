import type { Aggregate } from '../../domain/blueprint.ts';
import type { Field } from '../../domain/field.ts';
import type { PlannedRule } from '../../domain/planned-rule.ts';
import type { Rule } from '../../domain/rule.ts';
import { ruleFaults } from './checks/rule-faults.ts';
import { boundOf } from './design-comparison.ts';
import { known, needField, undesignable } from './design-formula.ts';
import { designRule } from './design-rule.ts';
import { distinctName, wordName } from './identifiers.ts';
import type { NamedThing } from './named-thing.ts';
import { needState, needUseCases, type RuleContext } from './rule-terms.ts';
import { listField, partFieldNamed, partNamed } from './thing.ts';
import { attempt, type Undesigned } from './undesigned.ts';
import type { Grants } from './use-case-base.ts';
import { capital, withArticle } from './wording.ts';

export type Ruled = { aggregate: Aggregate; grants: Grants; undesigned: Undesigned[] };

const contextOf = (aggregate: Aggregate, thing: NamedThing, things: readonly NamedThing[]): RuleContext => ({
  thing,
  things,
  fields: aggregate.fields,
  childFields: (list) => {
    const type = aggregate.fields.find(({ name }) => name === list)?.type;
    const child = type?.kind === 'list' ? type.child : undefined;
    return aggregate.children.find(({ name }) => name === child)?.fields ?? [];
  },
});

/** Rules that stand in the life cycle, the ledger or at a use case: whether what they speak of exists. */
const needElsewhere = (rule: PlannedRule, context: RuleContext): void => {
  const { thing } = context;
  const account = `${capital(withArticle(thing.subject.name))} is no account.`;
  switch (rule.kind) {
    case 'floor':
    case 'expiry':
      known(thing.subject.ledger, account);
      return;
    case 'timeout':
      needState(context, rule.state);
      needState(context, rule.to);
      return;
    case 'frozen':
      for (const state of rule.states) needState(context, state);
      return;
    case 'permission':
      needUseCases(context, rule.verbs);
      return;
    case 'own':
      needUseCases(context, rule.verbs);
      needField(thing, rule.attribute);
      return;
    default:
  }
};

const withBound = (rule: PlannedRule, field: Field): Field => {
  const type = rule.kind === 'compare' ? boundOf(rule, field) : undefined;
  return type ? { ...field, type } : field;
};

/** The bounds that comparisons with numbers set for fields and for those of parts. */
const bounded = (aggregate: Aggregate, thing: NamedThing): Aggregate => {
  const compares = thing.rules.flatMap((rule) => (rule.kind === 'compare' ? [rule] : []));
  const bound = (field: Field, owns: (rule: (typeof compares)[number]) => boolean) =>
    compares.filter(owns).reduce((made, rule) => withBound(rule, made), field);
  return {
    ...aggregate,
    fields: aggregate.fields.map((field) =>
      bound(field, (rule) => rule.part === undefined && fieldNameOf(thing, rule.attribute) === field.name),
    ),
    children: aggregate.children.map((child) => ({
      ...child,
      fields: child.fields.map((field) =>
        bound(field, (rule) => {
          const part = rule.part === undefined ? undefined : partNamed(thing, rule.part);
          const list = part && aggregate.fields.find(({ name }) => name === listField(thing, part))?.type;
          return (
            part !== undefined &&
            list?.kind === 'list' &&
            list.child === child.name &&
            partFieldNamed(part, rule.attribute) === field.name
          );
        }),
      ),
    })),
  };
};

const fieldNameOf = (thing: NamedThing, attribute: string): string | undefined =>
  attempt({ requirementId: '', statement: '' }, () => needField(thing, attribute)).value;

const grantsOf = (thing: NamedThing, context: RuleContext): Grants => {
  const grants = new Map<string, { roles: string[]; owner?: string }>();
  for (const rule of thing.rules) {
    if (rule.kind !== 'permission' && rule.kind !== 'own') continue;
    const useCases = attempt(rule, () => needUseCases(context, rule.verbs)).value ?? [];
    for (const useCase of useCases) {
      const granted = grants.get(useCase) ?? { roles: [] };
      if (rule.kind === 'permission')
        grants.set(useCase, { ...granted, roles: [...granted.roles, ...rule.roles.map(wordName)] });
      else {
        const owner = fieldNameOf(thing, rule.attribute);
        if (owner) grants.set(useCase, { ...granted, owner });
      }
    }
  }
  return grants;
};

/** Gives an aggregate the rules of its thing. `aggregates`: all of its service, without their rules. */
export const designRules = (
  bare: Aggregate,
  thing: NamedThing,
  things: readonly NamedThing[],
  aggregates: readonly Aggregate[],
): Ruled => {
  const aggregate = bounded(bare, thing);
  const context = contextOf(aggregate, thing, things);
  const rules: Rule[] = [];
  const undesigned = thing.rules.flatMap((planned) => {
    const tried = attempt(planned, () => {
      needElsewhere(planned, context);
      const rule = designRule(planned, context);
      const [fault] = rule ? ruleFaults(rule, aggregate, aggregates) : [];
      if (fault) throw undesignable(`It cannot be checked: ${fault}.`);
      return rule;
    });
    if (tried.value)
      rules.push({
        ...tried.value,
        name: distinctName(
          tried.value.name,
          rules.map(({ name }) => name),
        ),
      });
    return tried.undesigned;
  });
  return { aggregate: { ...aggregate, rules }, grants: grantsOf(thing, context), undesigned };
};
