#!/usr/bin/env bash
# Restores the revision that ran before a failed deployment. The infrastructure stays: it is changed in compatible steps only.
# A deployment that failed before it changed the cluster left that revision running: nothing is restored then.
# Usage: rollback.sh dev|staging|production <image:tag>
set -euo pipefail

environment=$1
image=$2
service=__service__
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)

outputs=$(az deployment group show --resource-group "$service-$environment" --name "$service" --query properties.outputs --output json)
az aks get-credentials --overwrite-existing \
  --resource-group "$(jq --raw-output .clusterResourceGroup.value <<<"$outputs")" \
  --name "$(jq --raw-output .clusterName.value <<<"$outputs")"
kubelogin convert-kubeconfig --login azurecli

deployed=$(
  kubectl --namespace "$service" get deployment "$service" --ignore-not-found \
    --output 'jsonpath={.spec.template.spec.containers[0].image}'
)
if [[ ${deployed##*/} != "${image##*/}" ]]; then
  echo "The cluster was not changed: ${deployed:-nothing} is deployed there, as before."
  exit 0
fi
kubectl --namespace "$service" rollout undo "deployment/$service"
kubectl --namespace "$service" rollout status "deployment/$service" --timeout=5m
