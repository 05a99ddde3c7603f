import { ACCESS, type Access } from '../../../platform/azure/access.ts';
import type { Resource, Snapshot } from './bicep-cli.ts';
import { named } from './references.ts';

const WHO: Readonly<Record<string, Access['who']>> = {
  '[‹identity.app.principalId›]': 'app',
  '[‹identity.imagePull.principalId›]': 'image pull',
};

/** `/…/providers/A.B/c/name/d/name` → `A.B/c/d` */
const typeOf = (id: string): string => {
  const [namespace = '', ...rest] = (id.split('/providers/').at(-1) ?? '').split('/');
  return [namespace, ...rest.filter((_, index) => index % 2 === 0)].join('/');
};

const scopeOf = ({ id, type, properties }: Resource): string =>
  type === 'Microsoft.Authorization/roleAssignments'
    ? typeOf(id.slice(0, id.lastIndexOf('/providers/')))
    : typeOf(String(properties['scope']).replace('/dbs/', '/sqlDatabases/'));

const line = (who: string, roleId: string, scope: string): string => `${who} ${roleId} ${scope}`;

const given = ({ predictedResources }: Snapshot): string[] =>
  predictedResources
    .filter(({ type }) => /\/(roleAssignments|sqlRoleAssignments)$/.test(type))
    .map((resource) => {
      const { principalId, roleDefinitionId } = resource.properties;
      const principal = named(String(principalId));
      return line(WHO[principal] ?? principal, String(roleDefinitionId).slice(-36), scopeOf(resource));
    });

/** What is provisioned besides what every environment has. */
export type Provisioned = Readonly<Record<NonNullable<Access['only']>, boolean>>;

/** Roles that are missing, and those that nobody needs. */
export const accessViolations = (snapshot: Snapshot, provisioned: Provisioned): string[] => {
  const wanted = ACCESS.filter(({ only }) => only === undefined || provisioned[only]).map(
    ({ who, roleId, scope }) => line(who, roleId, scope),
  );
  const found = given(snapshot);
  return [
    ...wanted.filter((each) => !found.includes(each)).map((each) => `missing: ${each}`),
    ...found.filter((each) => !wanted.includes(each)).map((each) => `too much: ${each}`),
    ...found.filter((each, index) => found.indexOf(each) !== index).map((each) => `twice: ${each}`),
  ];
};
