#!/bin/sh
# Writes the golden files of bicep/: what the parameter files deploy. Needs the Bicep CLI, see install.sh.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
for name in dev production; do
  env -u FACTORY_API_CLIENT_ID -u FACTORY_TENANT -u FACTORY_SANDBOX_IMAGE -u FACTORY_BUDGET_START -u FACTORY_ALERT_EMAIL \
    "$root/.bicep/bicep" snapshot "$root/bicep/$name.bicepparam" --mode overwrite \
    --subscription-id 00000000-0000-0000-0000-000000000001 --tenant-id 00000000-0000-0000-0000-000000000002 \
    --resource-group factory --location westeurope
done
