#!/bin/sh
# The console's tests in a browser, against the suite that runs at LEALUP_BASE; in a workspace of their own.
set -eu
root="$(cd "$(dirname "$0")/../../.." && pwd -P)"
cd "$root/gateway-service/console"
CHROMIUM="${CHROMIUM:-$(sh "$root/gateway-service/console/e2e/chromium.sh")}"
export CHROMIUM
if [ -z "${LEALUP_KEY:-}" ]; then
  LEALUP_EMAIL="console-$(date +%s)@acme-cs.example"
  made="$("$root/lealup" workspace create --name "Console tests" --email "$LEALUP_EMAIL" --json ${LEALUP_DATA:+--data "$LEALUP_DATA"})"
  value() { printf '%s' "$made" | node -pe "JSON.parse(require('fs').readFileSync(0, 'utf8'))$1"; }
  LEALUP_PASSWORD="$(value .admin.password)"
  LEALUP_KEY="$(value .key)"
  export LEALUP_EMAIL LEALUP_PASSWORD LEALUP_KEY
fi
exec npx --no-install playwright test "$@"
