#!/bin/sh
# Builds or tests the console, and only when something has changed since the last time.
set -eu
here="$(cd "$(dirname "$0")" && pwd -P)"
target="$here/../target"
document="$target/classes/openapi/openapi.json"
output="$target/classes/console"
kept="$target/console"

fail() { printf 'console: %s\n' "$*" >&2; exit 1; }

how="Install Node.js 20.19 or newer with npm (https://nodejs.org, a package such as nodejs and npm, or a version manager)."
command -v node >/dev/null || fail "node is not on the PATH. $how"
command -v npm >/dev/null || fail "npm is not on the PATH. $how"
node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' \
  || fail "node $(node --version) is too old. $how"

# By content: git changes times, and node_modules is made from the lock file.
fingerprint() {
  (cd "$here" && { node --version
    find . \( -name node_modules -o -name e2e \) -prune -o -type f ! -name '*.md' -print0 | LC_ALL=C sort -z | xargs -0 cksum; } \
    | cksum | tr ' ' '-')
}
same() { [ "$(cat "$1" 2>/dev/null)" = "$2" ]; }

# One at a time: the launcher begins while Maven still builds what comes before.
alone() {
  until ln -s $$ "$kept/busy" 2>/dev/null; do
    kill -0 "$(readlink "$kept/busy" || echo $$)" 2>/dev/null || rm -f "$kept/busy"
    sleep 1
  done
  trap 'rm -f "$kept/busy"' EXIT
  packages
  "$@"
  rm -f "$kept/busy"
}

packages() {
  wanted="$(node --version)-$(cksum <"$here/package-lock.json" | tr ' ' '-')"
  same "$here/node_modules/.installed" "$wanted" && return 0
  # Nothing of ours needs the scripts that packages bring.
  npm ci --ignore-scripts --no-audit --no-fund --loglevel=error \
    || fail "npm ci failed: see above. It needs the network, or a registry set in npm's own configuration."
  printf '%s\n' "$wanted" >"$here/node_modules/.installed"
}

bundle() {
  if same "$kept/bundled" "$stamp" && [ -f "$output/index.html" ]; then return 0; fi
  rm -rf "$output"
  npx --no-install vite build --logLevel warn
  printf '%s\n' "$stamp" >"$kept/bundled"
}

run_tests() {
  if same "$kept/tested" "$stamp"; then return 0; fi
  npx --no-install vitest run
  printf '%s\n' "$stamp" >"$kept/tested"
}

check_types() {
  checked="$stamp-$(cksum <"$document" | tr ' ' '-')"
  if same "$kept/checked" "$checked"; then return 0; fi
  npx --no-install openapi-typescript "$document" -o "$kept/schema.d.ts" >/dev/null
  npx --no-install tsc --noEmit
  node measure.mjs "$output"
  printf '%s\n' "$checked" >"$kept/checked"
}

cd "$here"
mkdir -p "$kept"
stamp="$(fingerprint)"
case "${1:-build}" in
  # What needs nothing of the other modules.
  bundle) alone bundle ;;
  build) alone bundle; check_types ;;
  test) alone run_tests ;;
  *) fail "knows bundle, build and test, not $1" ;;
esac
