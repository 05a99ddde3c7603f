import { at } from '../../openapi-document.ts';
import { among, same, type Agreement, type Said } from './agreement.ts';
import { bicepList, MAIN, MESSAGING, moduleParameter } from './bicep-facts.ts';
import { CONFIGURATION, type DeclaredSetting } from './declared-settings.ts';
import { deployedSettings, overlays } from './deployed-settings.ts';
import { allFound, found, objects, scalar, type Tree } from './tree.ts';

const SUBSCRIPTIONS = 'src/infrastructure/messaging/subscriptions.ts';
const ALERTS = 'deploy/observability/alerts.json';

const CONTRACT = 'api/asyncapi.json';

/** Topics that the code receives from. */
const receivedTopics = (tree: Tree): string[] =>
  allFound(found(tree.text(SUBSCRIPTIONS), /const topics = \[([^\]]*)\]/) ?? '', /'([^']*)'/g);

const topics = (tree: Tree, topic: Said): Agreement[] => {
  const channels = Object.values((tree.json(CONTRACT)['channels'] ?? {}) as object);
  const known = { file: 'the code', values: [topic.value ?? '', ...receivedTopics(tree)] };
  return [
    ...channels.map((channel) =>
      among(
        'messaging',
        'The address of a channel',
        { file: CONTRACT, value: scalar(at(channel, 'address')) },
        known,
      ),
    ),
    ...same('messaging', 'The topic of its events', topic, [
      { file: MAIN, value: moduleParameter(tree, 'messaging', 'topicName') },
      ...overlays(tree).map((environment) => {
        const given = deployedSettings(tree, environment).find(({ name }) => name === 'SERVICE_BUS_TOPIC');
        return { file: given?.file ?? MAIN, value: given?.value };
      }),
    ]),
  ];
};

const subscribed = (
  value: string,
  file: string,
  known: { file: string; values: readonly string[] },
): Agreement => among('messaging', 'A topic that it subscribes to', { file, value }, known);

/** The topics that the code receives from are those that the infrastructure subscribes it to. */
const subscriptions = (tree: Tree): Agreement[] => {
  const code = tree.text(SUBSCRIPTIONS);
  const received = receivedTopics(tree);
  const made = bicepList(tree, MESSAGING, 'producerTopics');
  return [
    ...received.map((topic) => subscribed(topic, SUBSCRIPTIONS, { file: MESSAGING, values: made })),
    ...made.map((topic) => subscribed(topic, MESSAGING, { file: SUBSCRIPTIONS, values: received })),
    ...(received.length + made.length === 0
      ? []
      : same(
          'messaging',
          'The name of its subscriptions',
          { file: SUBSCRIPTIONS, value: found(code, /subscription: '([^']*)'/) },
          [{ file: MAIN, value: moduleParameter(tree, 'messaging', 'subscriptionName') }],
        )),
  ];
};

/** Alerts watch topics that exist for the service. */
const watched = (tree: Tree, topic: Said): Agreement[] => {
  const values = [topic.value ?? '', ...bicepList(tree, MESSAGING, 'producerTopics')];
  return objects(tree.json(ALERTS)['metric'])
    .filter(({ resource }) => resource === 'serviceBus')
    .map((alert) =>
      among(
        'messaging',
        'A topic that an alert watches',
        { file: ALERTS, value: scalar(at(alert, 'dimension', 'value')) },
        { file: MESSAGING, values },
      ),
    );
};

/** Code, contract, settings, infrastructure and alerts mean the same topics and subscriptions. */
export const messagingAgreements = (tree: Tree, settings: readonly DeclaredSetting[]): Agreement[] => {
  const topic = {
    file: CONFIGURATION,
    value: settings.find(({ name }) => name === 'SERVICE_BUS_TOPIC')?.default,
  };
  return [...topics(tree, topic), ...subscriptions(tree), ...watched(tree, topic)];
};
