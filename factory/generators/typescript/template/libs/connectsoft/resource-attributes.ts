/** What is observed, and what the environment says of it. */
export type ResourceDescription = {
  service: { name: string; version: string };
  /** Replaces the service's name. */
  serviceName?: string;
  /** As `OTEL_RESOURCE_ATTRIBUTES` has them: `deployment.environment.name=staging,service.version=2.1.0`, values percent-encoded. */
  resourceAttributes: string;
};

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** Attributes that tell a collector which service this is; the environment has the last word. */
export const resourceAttributesOf = (description: ResourceDescription): Record<string, string> => {
  const { service, serviceName, resourceAttributes } = description;
  const given = resourceAttributes.split(',').flatMap((pair) => {
    const [name = '', ...value] = pair.split('=');
    return value.length > 0 ? [[name.trim(), decoded(value.join('=').trim())] as const] : [];
  });
  return {
    'service.name': service.name,
    'service.version': service.version,
    ...Object.fromEntries(given),
    ...(serviceName && { 'service.name': serviceName }),
  };
};
