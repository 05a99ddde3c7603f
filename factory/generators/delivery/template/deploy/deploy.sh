#!/usr/bin/env bash
# Deploys the infrastructure of an environment, then a revision of the service, and waits until it serves.
# Usage: deploy.sh dev|staging|production <image:tag>
set -euo pipefail

environment=$1
image=$2
service=__service__
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
overlay="$here/kubernetes/overlays/$environment"

outputs=$(
  az deployment group create --resource-group "$service-$environment" --name "$service" \
    --parameters "$here/bicep/$environment.bicepparam" --query properties.outputs --output json
)
jq --raw-output '.settings.value | to_entries[] | "\(.key)=\(.value)"' <<<"$outputs" > "$overlay/infrastructure.env"
__external-exports__

az aks get-credentials --overwrite-existing \
  --resource-group "$(jq --raw-output .clusterResourceGroup.value <<<"$outputs")" \
  --name "$(jq --raw-output .clusterName.value <<<"$outputs")"
kubelogin convert-kubeconfig --login azurecli

__image-import__
(cd "$overlay" && kustomize edit set image "$service=$image")
kubectl apply --kustomize "$overlay"
kubectl --namespace "$service" rollout status "deployment/$service" --timeout=5m
kubectl get --raw "/api/v1/namespaces/$service/services/$service:80/proxy/health/ready"
