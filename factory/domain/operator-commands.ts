import type { Step } from './alert.ts';

/** What an operator types to look at a service in its cluster. Names are slugs, safe in a shell. */
export const operatorCommands = (name: string) => {
  const kubectl = `kubectl --namespace ${name}`;
  const undo: Step = {
    say: 'If it began with a deployment, go back to the revision before.',
    run: `${kubectl} rollout undo deployment/${name}`,
  };
  const restart: Step = {
    say: 'Restart it; a rolling restart keeps it serving.',
    run: `${kubectl} rollout restart deployment/${name}`,
  };
  return {
    kubectl,
    logs: `${kubectl} logs --selector app.kubernetes.io/name=${name} --tail=-1 --since=30m`,
    /** Asks the readiness of the service inside the cluster. */
    readiness: `${kubectl} get --raw /api/v1/namespaces/${name}/services/${name}:80/proxy/health/ready`,
    undo,
    restart,
  };
};
