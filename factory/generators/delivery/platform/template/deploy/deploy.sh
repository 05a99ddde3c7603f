#!/usr/bin/env bash
# Deploys what the services share in an environment, then the namespaces that they run in.
# Usage: deploy.sh dev|staging|production
set -euo pipefail

environment=$1
platform=__platform__
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)

cluster=$(
  az deployment group create --resource-group "$platform-$environment" --name "$platform" \
    --parameters "$here/bicep/$environment.bicepparam" --query properties.outputs.clusterName.value --output tsv
)

az aks get-credentials --overwrite-existing --resource-group "$platform-$environment" --name "$cluster"
kubelogin convert-kubeconfig --login azurecli

kubectl apply --kustomize "$here/kubernetes/overlays/$environment"
