#!/bin/sh
# Installs sidenote into ~/.local/bin, or where SIDENOTE_INSTALL_DIR says.
set -eu

address='@ADDRESS@'
sums='@SUMS@'

fail() {
  echo "sidenote: $1" >&2
  exit 1
}

case "$(uname -s) $(uname -m)" in
  'Linux x86_64') target=x86_64-unknown-linux-gnu ;;
  'Linux aarch64') target=aarch64-unknown-linux-gnu ;;
  'Darwin x86_64') target=x86_64-apple-darwin ;;
  'Darwin arm64') target=aarch64-apple-darwin ;;
  *) fail "there is no program for $(uname -s) on $(uname -m): build it from its source" ;;
esac
archive="sidenote-$target.tar.gz"
sum=$(echo "$sums" | sed -n "s/^\([0-9a-f]\{64\}\)  *\*\{0,1\}$archive\$/\1/p")
[ -n "$sum" ] || fail "this release has no $archive"

folder=${SIDENOTE_INSTALL_DIR:-"$HOME/.local/bin"}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
curl --fail --silent --show-error --location --output "$work/$archive" "$address/$archive" ||
  fail "cannot fetch $address/$archive"
if command -v sha256sum > /dev/null; then
  found=$(sha256sum "$work/$archive")
else
  found=$(shasum -a 256 "$work/$archive")
fi
[ "${found%% *}" = "$sum" ] || fail "$archive is not what was released: nothing is installed"

tar -xzf "$work/$archive" -C "$work"
mkdir -p "$folder"
mv "$work/sidenote-$target/sidenote" "$folder/sidenote"
echo "Installed $("$folder/sidenote" --version) in $folder."
case ":$PATH:" in
  *":$folder:"*) ;;
  *) echo "Add that folder to your PATH." ;;
esac
