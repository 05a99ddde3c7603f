#!/bin/sh
# After provisioning: builds the image of the sandbox in the registry, once for each version, and prints its name with its digest.
# Needs FACTORY_REGISTRY and FACTORY_REGISTRY_SERVER, outputs of bicep/main.bicep, and FACTORY_BASE_IMAGE: the Node image by the
# digest that was reviewed (node:24…@sha256:…). Under azd it keeps the name for the next provisioning.
set -eu
cd "$(dirname -- "$0")/../.."
: "${FACTORY_REGISTRY:?is an output of bicep/main.bicep}"
: "${FACTORY_REGISTRY_SERVER:?is an output of bicep/main.bicep}"
tag=$(git rev-parse --short=12 HEAD)

digest_of() {
  az acr repository show --name "$FACTORY_REGISTRY" --image "factory-sandbox:$tag" --query digest --output tsv 2>/dev/null || true
}

digest=$(digest_of)
if [ -z "$digest" ]; then
  case "${FACTORY_BASE_IMAGE:-}" in
    *@sha256:*) ;;
    *) echo "FACTORY_BASE_IMAGE has to name the Node image of the sandbox by digest: node:24…@sha256:…" >&2; exit 1 ;;
  esac
  scripts/bicep/install.sh >/dev/null
  npm ci
  npm run build:sandbox
  cp sandbox/Dockerfile sandbox/acr-task.yaml sandbox/dist/
  az acr run --registry "$FACTORY_REGISTRY" --file acr-task.yaml --set "tag=$tag" --set "base=$FACTORY_BASE_IMAGE" sandbox/dist >&2
  digest=$(digest_of)
fi
if [ -z "$digest" ]; then
  echo "The image of the sandbox was not built; see above." >&2
  exit 1
fi
image="$FACTORY_REGISTRY_SERVER/factory-sandbox@$digest"
if [ -n "${AZURE_ENV_NAME:-}" ]; then azd env set FACTORY_SANDBOX_IMAGE "$image"; fi
echo "$image"
