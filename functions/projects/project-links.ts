import type { ProjectAccepted } from '../openapi/components.ts';

/** Where to go on from a project; relative, so that they hold behind any gateway. */
export const projectLinks = (projectId: string): ProjectAccepted['links'] => {
  const self = `/api/projects/${projectId}`;
  return {
    self,
    events: `${self}/events`,
    actions: `${self}/actions`,
    artifacts: `${self}/artifacts`,
    repositories: `${self}/repositories`,
    reviews: `${self}/reviews`,
  };
};
