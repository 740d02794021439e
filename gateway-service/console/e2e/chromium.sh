#!/bin/sh
# Prints where Chromium is; on Debian and its like it is installed when it is missing and this may be done.
set -eu
here="$(cd "$(dirname "$0")" && pwd -P)"
kept="$here/../../target"

# The one without windows is lighter.
found() { command -v chromium-headless-shell || command -v chromium || command -v chromium-browser || command -v google-chrome; }

found && exit 0
mkdir -p "$kept"
# One at a time: the launcher begins with it while everything else is built.
until ln -s $$ "$kept/installing-chromium" 2>/dev/null; do
  kill -0 "$(readlink "$kept/installing-chromium" || echo $$)" 2>/dev/null || rm -f "$kept/installing-chromium"
  sleep 1
done
trap 'rm -f "$kept/installing-chromium"' EXIT
found && exit 0
as_root=
[ "$(id -u)" = 0 ] || as_root="sudo -n"
if command -v apt-get >/dev/null && { [ -z "$as_root" ] || $as_root true 2>/dev/null; }; then
  echo "console: installing chromium" >&2
  add() { DEBIAN_FRONTEND=noninteractive $as_root apt-get install -q -y --no-install-recommends "$1"; }
  { $as_root apt-get update -q && { add chromium-headless-shell || add chromium; }; } \
    >"$kept/installing-chromium.log" 2>&1 || cat "$kept/installing-chromium.log" >&2
fi
found && exit 0
echo "console: no chromium on the PATH for the tests in a browser. Install it (apt-get install chromium), or point CHROMIUM at one." >&2
exit 1
