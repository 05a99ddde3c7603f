import { bodyOf, projectOf, type Behaviours, type Call } from '../call.ts';
import { policiesOf, type PolicyConfiguration } from '../git/branch-policy.ts';
import { refuse } from '../refusal.ts';
import { onlyParameters } from './git-resources.ts';
import { policyTypes } from './policy-types.ts';

type PolicyBody = Pick<PolicyConfiguration, 'type' | 'isEnabled' | 'isBlocking' | 'settings'>;

const checkType = ({ type: { id } }: PolicyBody): void => {
  if (!(id.toLowerCase() in policyTypes))
    refuse(404, 'PolicyTypeNotFoundException', `TF402457: The policy type ${id} was not found.`);
};

const found = (call: Call): PolicyConfiguration => {
  const id = Number(call.path['configurationId']);
  return (
    policiesOf(projectOf(call)).get(id) ??
    refuse(404, 'PolicyConfigurationNotFoundException', `The policy configuration ${id} was not found.`)
  );
};

/** Policies of branches. */
export const policies: Behaviours = {
  'policy.Types_List': (call) => {
    onlyParameters(call);
    return { body: Object.entries(policyTypes).map(([id, displayName]) => ({ id, displayName })) };
  },
  'policy.Configurations_List': (call) => {
    onlyParameters(call);
    return { body: [...policiesOf(projectOf(call)).values()] };
  },
  'policy.Configurations_Get': (call) => ({ body: found(call) }),
  'policy.Configurations_Create': (call) => {
    const body = bodyOf<PolicyBody>(call);
    checkType(body);
    const id = call.organization.next('policy');
    const made = { ...body, id, revision: 1, createdDate: call.now().toISOString() };
    policiesOf(projectOf(call)).set(id, made);
    return { body: made };
  },
  'policy.Configurations_Update': (call) => {
    const body = bodyOf<PolicyBody>(call);
    checkType(body);
    const policy = Object.assign(found(call), body);
    policy.revision += 1;
    return { body: policy };
  },
};
