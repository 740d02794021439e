#!/bin/sh
# The console's tests in a browser, against the suite that runs at LEALUP_BASE; in a workspace of their own.
set -eu
root="$(cd "$(dirname "$0")/../../.." && pwd -P)"
cd "$root/gateway-service/console"
if [ -z "${CHROMIUM:-}" ]; then
  CHROMIUM="$(command -v chromium || command -v chromium-browser || true)"
  [ -n "$CHROMIUM" ] || { echo "console: no chromium on the PATH: apt-get install chromium" >&2; exit 1; }
fi
export CHROMIUM
LEALUP_EMAIL="console-$(date +%s)@acme-cs.example"
made="$("$root/lealup" workspace create --name "Console tests" --email "$LEALUP_EMAIL" --json ${LEALUP_DATA:+--data "$LEALUP_DATA"})"
LEALUP_PASSWORD="$(printf '%s' "$made" | node -pe 'JSON.parse(require("fs").readFileSync(0, "utf8")).admin.password')"
export LEALUP_EMAIL LEALUP_PASSWORD
exec npx --no-install playwright test "$@"
