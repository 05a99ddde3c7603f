#!/bin/sh
# Before `azd provision`: azd reads bicep/main.bicepparam; FACTORY_ENVIRONMENT names the parameter file that it is to be.
set -eu
cd "$(dirname -- "$0")/../.."
environment=${FACTORY_ENVIRONMENT:-dev}
if [ ! -f "bicep/$environment.bicepparam" ]; then
  echo "There is no bicep/$environment.bicepparam. FACTORY_ENVIRONMENT is dev or production." >&2
  exit 1
fi
cp "bicep/$environment.bicepparam" bicep/main.bicepparam
