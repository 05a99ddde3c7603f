import { among, holds, same, type Agreement, type Said } from './agreement.ts';
import { allFound, found, objects, scalar, type Tree } from './tree.ts';

const DASHBOARD = 'deploy/observability/dashboard.json';
const ALERTS = 'deploy/observability/alerts.json';
const WORKBOOK = 'deploy/bicep/modules/dashboard.bicep';
const RULES = 'deploy/bicep/modules/alerts.bicep';

const distinct = (values: readonly string[]): string[] => [...new Set(values)];

/** What stands for a resource of the environment until it is deployed: `<cluster-workspace>`. */
const placeholders = (tree: Tree): Agreement[] => {
  const used = distinct(allFound(tree.text(DASHBOARD), /"(<[a-z-]+>)"/g));
  const replaced = distinct(allFound(tree.text(WORKBOOK), /'(<[a-z-]+>)'/g));
  return [
    ...used.map((value) =>
      among('dashboard', 'A placeholder', { file: DASHBOARD, value }, { file: WORKBOOK, values: replaced }),
    ),
    ...replaced.map((value) =>
      among('dashboard', 'A placeholder', { file: WORKBOOK, value }, { file: DASHBOARD, values: used }),
    ),
  ];
};

/** The dashboard and the alerts read the logs of this service. */
const watched = (tree: Tree, service: Said): Agreement[] =>
  [DASHBOARD, ALERTS].flatMap((file) =>
    same(
      'dashboard',
      'The namespace whose logs are read',
      service,
      allFound(tree.text(file), /(?:Pod)?Namespace == \\"([^"\\]*)\\"/g).map((value) => ({ file, value })),
    ),
  );

/** The rules hand on the resources whose metrics the alerts watch. */
const resources = (tree: Tree): Agreement[] => {
  const handedOn = found(tree.text(RULES), /^param resourceIds \{([^}]*)\}/m) ?? '';
  const known = { file: RULES, values: allFound(handedOn, /(\w+): string/g) };
  return objects(tree.json(ALERTS)['metric']).map(({ resource }) =>
    among('dashboard', 'A resource that an alert watches', { file: ALERTS, value: scalar(resource) }, known),
  );
};

/** Dashboard and alerts watch this service and the resources of its environment. */
export const dashboardAgreements = (tree: Tree): Agreement[] => {
  const workbook = tree.json(DASHBOARD);
  return [
    holds(
      'dashboard',
      DASHBOARD,
      workbook['version'] === 'Notebook/1.0' && objects(workbook['items']).length > 1,
      'The dashboard is no workbook that shows something.',
    ),
    ...placeholders(tree),
    ...watched(tree, { file: 'package.json', value: scalar(tree.json('package.json')['name']) }),
    ...resources(tree),
  ];
};
