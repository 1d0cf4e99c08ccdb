#!/usr/bin/env bash
# Prints the edition that can be built here: Azure where the package feed has its packages, else Local. What is left unchecked then stands on stderr.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
rooms=(host.json {src,tests}/PatchFcn.{Functions,Dicom.FoDicom}*)

# --hash: what docs/azure-check.md records.
hash=$(git ls-files --stage -- "${rooms[@]}" ':!*.lock.json' 2>/dev/null | git hash-object --stdin 2>/dev/null)
[[ ${1:-} != --hash ]] || { echo "$hash"; exit; }

# Asks the feed for one of them first: those in the package cache may be another build's, and not all that a build needs.
feed_has_worker() {
    local probe version; probe=$(mktemp -d -p tests) || return
    version=$(sed -n 's/.*"Microsoft.Azure.Functions.Worker" Version="\([^"]*\)".*/\1/p' Directory.Packages.props)
    cat >"$probe/feed.csproj" <<XML
<Project Sdk="Microsoft.NET.Sdk">
  <ItemGroup><PackageDownload Include="Microsoft.Azure.Functions.Worker" Version="[$version]" /></ItemGroup>
</Project>
XML
    NUGET_PACKAGES="$PWD/$probe/packages" dotnet restore "$probe/feed.csproj" -v quiet >/dev/null 2>&1
    local found=$?
    rm -rf "$probe"
    return $found
}
if feed_has_worker; then
    if dotnet restore tests/PatchFcn.Functions.Tests -p:Edition=Azure -p:RestorePackagesWithLockFile=false -v quiet >/dev/null 2>&1; then echo Azure; exit; fi
    rm -rf {src,tests}/*/obj/Azure # the bill of materials would list what the attempt has left
fi
echo Local
echo "Azure edition: not built, the package feed lacks some of its packages." >&2
read -r checked date < <(sed -n 's/^Checked: tree `\(.*\)` on \(.*\)\.$/\1 \2/p' docs/azure-check.md)
[[ -z $hash || $hash == "$checked" ]] || echo "Azure edition unchecked since $date" >&2
