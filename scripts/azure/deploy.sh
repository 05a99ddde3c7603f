#!/bin/sh
# What the pipelines do, with the Azure CLI alone: deploy.sh <dev|production> <resource group>. Signed in already; needs
# FACTORY_BASE_IMAGE as build-sandbox.sh does.
set -eu
cd "$(dirname -- "$0")/../.."
environment=${1:?dev or production}
group=${2:?resource group}

provision() {
  az deployment group create --resource-group "$group" --name "factory-$environment" \
    --parameters "bicep/$environment.bicepparam" --query "properties.outputs.$1.value" --output tsv
}

npm run package -- --output factory.zip
FACTORY_REGISTRY=$(provision FACTORY_REGISTRY)
FACTORY_REGISTRY_SERVER=$(az acr show --name "$FACTORY_REGISTRY" --query loginServer --output tsv)
export FACTORY_REGISTRY FACTORY_REGISTRY_SERVER
FACTORY_SANDBOX_IMAGE=$(scripts/azure/build-sandbox.sh | tail -n 1)
export FACTORY_SANDBOX_IMAGE
app=$(provision FACTORY_APP)
az functionapp deployment source config-zip --resource-group "$group" --name "$app" --src factory.zip --build-remote false
