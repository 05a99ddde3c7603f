import { among, type Agreement } from '../consistency/agreement.ts';
import { bicepList, MESSAGING, moduleParameter } from '../consistency/bicep-facts.ts';
import { allFound, type Tree } from '../consistency/tree.ts';
import { fileOf, type ServiceTree } from './shared-tree.ts';

const DOCUMENT = 'docs/services.md';

/** The platform makes the topics that the services publish on and subscribe to, and no other. */
export const sharedTopics = (tree: Tree, services: readonly ServiceTree[]): Agreement[] => {
  const made = { file: MESSAGING, values: bicepList(tree, MESSAGING, 'topicNames') };
  const published = services.map((service) => ({
    file: fileOf(service, 'deploy/bicep/main.bicep'),
    value: moduleParameter(service.tree, 'messaging', 'topicName'),
  }));
  const subscribed = services.flatMap((service) =>
    bicepList(service.tree, MESSAGING, 'producerTopics').map((value) => ({
      file: fileOf(service, MESSAGING),
      value,
    })),
  );
  const told = allFound(tree.text(DOCUMENT), /^- Publishes on `([^`]*)`/gm);
  const own = { file: 'the services', values: published.flatMap(({ value }) => value ?? []) };
  return [
    ...[...published, ...subscribed].map((said) => among('messaging', 'A topic of a service', said, made)),
    ...made.values.map((value) =>
      among('messaging', 'A topic of the platform', { file: MESSAGING, value }, own),
    ),
    ...made.values.map((value) =>
      among(
        'messaging',
        'A topic of the platform',
        { file: MESSAGING, value },
        { file: DOCUMENT, values: told },
      ),
    ),
  ];
};
