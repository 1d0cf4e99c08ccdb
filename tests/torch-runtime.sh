#!/usr/bin/env bash
# Makes libtorch run on Debian systems whose C++ library is too old for it (Debian 12).
# Prints a folder to put first on PATH: in it is a copy of the dotnet launcher that uses the C and C++ libraries of Debian 13, unpacked beside it. Nothing of the
# system changes. Prints nothing where the system's own libraries will do. Needs apt, and patchelf or the right to install it.
set -euo pipefail

needed=GLIBCXX_3.4.32
folder=${XDG_CACHE_HOME:-$HOME/.cache}/patchfcn/torch-runtime
[[ $(uname -s)-$(uname -m) == Linux-x86_64 ]] || exit 0
system=$(ldconfig -p | awk '/libstdc\+\+\.so\.6 .*x86-64/ && !found { print $NF; found = 1 }')
grep -qa "$needed" "$system" 2>/dev/null && exit 0
if [[ -x $folder/dotnet/dotnet ]] && "$folder/dotnet/dotnet" --version >/dev/null 2>&1; then
  echo "$folder/dotnet"
  exit 0
fi

as_root() { if [[ $EUID == 0 ]]; then "$@"; else sudo -n "$@"; fi; }
command -v patchelf >/dev/null || { as_root apt-get update -qq; as_root apt-get install -y -qq patchelf; } >/dev/null

rm -rf "$folder"
mkdir -p "$folder"/{apt/lists/partial,apt/cache/archives/partial,debian,dotnet}
cd "$folder"
# The mirror and the key that the system's own packages come from.
mirror=$(grep -rhoE 'https?://[^ ]+/debian/?( |$)' /etc/apt/sources.list /etc/apt/sources.list.d 2>/dev/null | awk 'NR == 1 { print $1 }' || true)
[[ -n $mirror ]] || { echo "No Debian mirror is set up here to take newer libraries from." >&2; exit 1; }
printf 'Types: deb\nURIs: %s\nSuites: trixie\nComponents: main\nSigned-By: /usr/share/keyrings/debian-archive-keyring.gpg\n' "$mirror" >apt/trixie.sources
apt=(apt-get -qq -o Dir::Etc::sourcelist="$PWD/apt/trixie.sources" -o Dir::Etc::sourceparts=- -o Dir::State::lists="$PWD/apt/lists" -o Dir::Cache="$PWD/apt/cache" -o APT::Sandbox::User=)
"${apt[@]}" update >&2
"${apt[@]}" download libc6 libstdc++6 libgcc-s1 >&2
for package in ./*.deb; do dpkg-deb -x "$package" debian; done
rm -rf apt ./*.deb

libraries=$PWD/debian/usr/lib/x86_64-linux-gnu
launcher=$(readlink -f "$(command -v dotnet)")
cp "$launcher" dotnet/dotnet
for part in "$(dirname "$launcher")"/*/; do ln -s "${part%/}" dotnet/; done
patchelf --set-interpreter "$libraries/ld-linux-x86-64.so.2" --force-rpath --set-rpath "$libraries:/usr/lib/x86_64-linux-gnu:/lib/x86_64-linux-gnu" dotnet/dotnet
dotnet/dotnet --version >/dev/null
echo "$folder/dotnet"
