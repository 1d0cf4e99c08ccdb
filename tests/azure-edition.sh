#!/usr/bin/env bash
# Prints the edition that can be built here: Azure where the package feed has its packages, else Local. What is left unchecked then stands on stderr.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
rooms=(host.json {src,tests}/PatchFcn.{Functions,Dicom.FoDicom}*)

# --hash: what docs/azure-check.md records.
hash=$(git ls-files --stage -- "${rooms[@]}" ':!*.lock.json' 2>/dev/null | git hash-object --stdin 2>/dev/null)
[[ ${1:-} != --hash ]] || { echo "$hash"; exit; }

locked=false
[[ $(uname -sm) != "Linux x86_64" ]] || locked=true
if dotnet restore tests/PatchFcn.Functions.Tests -p:Edition=Azure -p:RestoreLockedMode=$locked -v quiet >/dev/null 2>&1; then echo Azure; exit; fi
rm -rf {src,tests}/*/obj/Azure # the bill of materials would list what the attempt has left
echo Local
echo "Azure edition: not built, the package feed lacks some of its packages." >&2
read -r checked date < <(sed -n 's/^Checked: tree `\(.*\)` on \(.*\)\.$/\1 \2/p' docs/azure-check.md)
[[ -z $hash || $hash == "$checked" ]] || echo "Azure edition unchecked since $date" >&2
