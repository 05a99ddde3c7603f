/** KQL over what a service writes to its log: columns level, msg, correlationId. `name` is a slug, safe in a literal. */
export const serviceLog = (name: string): string =>
  [
    'ContainerLogV2',
    `| where PodNamespace == "${name}" and ContainerName == "${name}"`,
    '| extend line = parse_json(tostring(LogMessage))',
    '| extend level = tostring(line.level), msg = tostring(line.msg), correlationId = tostring(line.correlationId)',
  ].join('\n');

/** KQL over the calls that a service answered: columns status and durationMs besides. Probes and streamed exports are left out. */
export const serviceCalls = (name: string): string =>
  [
    serviceLog(name),
    '| extend route = tostring(line.route), status = toint(line.status), durationMs = todouble(line.durationMs)',
    '| where msg == "request" and route !startswith "/health/" and route !endswith "/export"',
  ].join('\n');

/** KQL over the states of a service's containers. */
export const podInventory = (name: string): string =>
  `KubePodInventory\n| where Namespace == "${name}" and ContainerName endswith "/${name}"`;
