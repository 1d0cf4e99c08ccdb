#!/usr/bin/env bash
# Writes the bill of materials (CycloneDX) of the edition that is built here, and checks it: every package of the lock files, no other, each with its licence. Linux on x64 alone has lock files.
# Usage: bash tests/sbom.sh [folder], by default out/sbom, which is not committed. Needs jq, or the right to install it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
folder=${1:-out/sbom}
as_root() { if [[ $EUID == 0 ]]; then "$@"; else sudo -n "$@"; fi; }
command -v jq >/dev/null || { as_root apt-get update -qq; as_root apt-get install -y -qq --no-install-recommends jq; } >/dev/null

version=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' Directory.Build.props)
Edition=$(bash tests/azure-edition.sh)
export Edition # read by MSBuild as a property
other=Local; [[ $Edition == Azure ]] || other=Azure
rm -f {src,tests}/*/obj/"$other"/project.assets.json # the tool would list it, too
dotnet restore PatchFcn.Functions.sln -p:RestoreLockedMode=true -v quiet
# The version is pinned here, not in a tool manifest: of those the SDK remembers one folder for each user and tool, and "tool restore" does not see that it has gone.
dotnet tool exec cyclonedx@6.3.1 --yes -- PatchFcn.Functions.sln --output "$folder" --filename sbom.json --output-format Json --set-name PatchFcn --set-version "$version" \
  --no-serial-number --include-license-text --disable-package-restore --base-intermediate-output-path "$PWD/obj" >/dev/null

locks=({src,tests}/*/packages.lock.json)
[[ $Edition == Local ]] || locks+=({src,tests}/*/packages.azure.lock.json)
locked=$(jq -r '.dependencies[] | to_entries[] | select(.value.type != "Project") | "\(.key)@\(.value.resolved)" | ascii_downcase' "${locks[@]}" | sort -u)
listed=$(jq -r '.components[] | "\(.name)@\(.version)" | ascii_downcase' "$folder/sbom.json" | sort -u)
unlicensed=$(jq -r '.components[] | select((.licenses // []) == []) | .name' "$folder/sbom.json")
if [[ $locked != "$listed" ]]; then
  echo "The bill of materials and the lock files differ (< lock files, > bill):" >&2
  diff <(echo "$locked") <(echo "$listed") >&2 || true
  exit 1
fi
if [[ -n $unlicensed ]]; then printf 'Without a licence: %s\n' "$unlicensed" >&2; exit 1; fi
echo "$folder/sbom.json: $(wc -l <<<"$listed") packages, each with its licence."
