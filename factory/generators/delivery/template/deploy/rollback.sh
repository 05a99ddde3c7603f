#!/usr/bin/env bash
# Restores the revision that ran before a failed deployment. The infrastructure stays: it is changed in compatible steps only.
# Usage: rollback.sh dev|staging|production
set -euo pipefail

environment=$1
service=__service__
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)

outputs=$(az deployment group show --resource-group "$service-$environment" --name "$service" --query properties.outputs --output json)
az aks get-credentials --overwrite-existing \
  --resource-group "$(jq --raw-output .clusterResourceGroup.value <<<"$outputs")" \
  --name "$(jq --raw-output .clusterName.value <<<"$outputs")"
kubelogin convert-kubeconfig --login azurecli

kubectl --namespace "$service" rollout undo "deployment/$service"
kubectl --namespace "$service" rollout status "deployment/$service" --timeout=5m
