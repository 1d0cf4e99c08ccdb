#!/usr/bin/env bash
# Puts PatchFcn into a resource group: registry, image (built in the registry, no container engine needed here), everything else.
# Usage: PATCHFCN_OPERATORS=ops@hospital.org bash infra/deploy.sh <resource group> <region> [gpu|cpu]
# Needs the Azure CLI, logged in as somebody who may create resources and role assignments. Run again to upgrade.
# A site says once what is its own: PATCHFCN_WEBHOOKS, _SETTINGS and _SETTINGS_FROM_VAULT (JSON), _DICOMWEB, _EVENT_DELIVERY; docs/deploy.md has an example.
# Bash 3.2 and the tools of macOS suffice.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
group=${1:?resource group} location=${2:?region} device=${3:-gpu}
: "${PATCHFCN_OPERATORS:?e-mail addresses of the operators, separated by commas}"
export PATCHFCN_PREFIX=${PATCHFCN_PREFIX:-patchfcn}

# The image is named by its commit, so it is built from that alone. What a site sets lies in the parameter files, which are no part of it.
[[ -z $(git status --porcelain --untracked-files=no -- . ':!infra/*.bicepparam') ]] || { echo "Commit or take back what was changed first: the image is named by its commit." >&2; exit 1; }
source=$(mktemp -d)
trap 'rm -rf "$source"' EXIT
git archive HEAD | tar -x -C "$source"

put() { az deployment group create --resource-group "$group" --name "patchfcn-$1" --query "properties.outputs.$2.value" --output tsv "${@:3}"; }
# What a variable does not say is as the deployment before had it: running this again changes no setting.
keep() {
  local variable=$1 parameter=$2 format=$3 before
  [[ -z ${!variable+x} ]] || return 0
  before=$(az deployment group list --resource-group "$group" --output "$format" \
    --query "[?name=='patchfcn-main'] | [0].properties.parameters.$parameter.value")
  [[ -z $before ]] || export "$variable=$before"
}
put_everything() { put main app --parameters "infra/$device.bicepparam"; }

az group create --name "$group" --location "$location" --output none
registry=$(put registry name --template-file infra/registry.bicep --parameters prefix="$PATCHFCN_PREFIX")

version=$(git rev-parse --short=12 HEAD)
(cd "$source" && az acr build --registry "$registry" --file "infra/Containerfile.$device" --image "patchfcn-$device:$version" . --output none)
digest=$(az acr repository show --name "$registry" --image "patchfcn-$device:$version" --query digest --output tsv)
export PATCHFCN_IMAGE="patchfcn-$device@$digest"

# The start of a budget cannot be changed once it is set.
started=$(az consumption budget list --resource-group "$group" --query "[?name=='$PATCHFCN_PREFIX-budget'].timePeriod.startDate | [0]" --output tsv)
started=${started:-$(date -u +%Y-%m-%d)}
export PATCHFCN_BUDGET_START=${started:0:7}-01

keep PATCHFCN_WEBHOOKS webhooks json
keep PATCHFCN_SETTINGS settings json
keep PATCHFCN_SETTINGS_FROM_VAULT settingsFromVault json
keep PATCHFCN_DICOMWEB dicomWeb tsv
keep PATCHFCN_EVENT_DELIVERY eventDelivery tsv
app=$(put_everything)
if [[ ${PATCHFCN_EVENT_DELIVERY:-webhook} == webhook ]]; then
  # The subscription needs a key that exists only once the app runs: hence twice.
  PATCHFCN_BLOBS_KEY=$(az containerapp function keys show --resource-group "$group" --name "$PATCHFCN_PREFIX-app" \
    --key-type systemKey --key-name blobs_extension --query value --output tsv)
  export PATCHFCN_BLOBS_KEY
  put_everything >/dev/null
fi

# The name of a private app resolves in its network alone.
private=$(az deployment group show --resource-group "$group" --name patchfcn-main --query properties.parameters.privateNetwork.value --output tsv)
if [[ $private == true ]]; then
  echo "Not asked whether the app answers, for it is private. On a machine in $PATCHFCN_PREFIX-network: curl --fail $app/health"
else
  curl --fail --silent --show-error --retry 30 --retry-delay 10 --retry-all-errors "$app/health"
fi
if [[ ${PATCHFCN_WEBHOOKS:-} != *://* && ${PATCHFCN_SETTINGS:-}${PATCHFCN_SETTINGS_FROM_VAULT:-} != *PatchFcn__Webhooks__* ]]; then
  echo "No webhook is set: findings reach those alone who subscribe to the topic $PATCHFCN_PREFIX-alerts. Without a subscription nobody is told."
fi
echo "$app"
