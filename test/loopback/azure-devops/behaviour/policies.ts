import { bodyOf, projectOf, type Behaviours, type Call } from '../call.ts';
import { policiesOf, type PolicyConfiguration } from '../git/branch-policy.ts';
import { refuse } from '../refusal.ts';
import { onlyParameters } from './git-resources.ts';

/** Types of policies that every project has. */
export const policyTypes = {
  'fa4e907d-c16b-4a4c-9dfa-4906e5d171dd': 'Minimum number of reviewers',
  '0609b952-1397-4640-95ec-e00a01b2c241': 'Build',
  '40e92b44-2fe1-4dd6-b3d8-74a9c21d0c6e': 'Work item linking',
  'fd2167ab-b0be-447a-8ec8-39368250530e': 'Required reviewers',
} as const;

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
