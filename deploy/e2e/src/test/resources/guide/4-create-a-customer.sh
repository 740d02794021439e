curl -X POST $LEALUP_BASE/v1/customers \
  -H "Authorization: Bearer $LEALUP_KEY" \
  -H "Content-Type: application/json" \
  -H "Idempotency-Key: quickstart-acme-001" \
  -d '{
    "name": "Acme Corp (test)",
    "email_domain": "acme-test.com",
    "arr": 50000,
    "owner_email": "[email protected]",
    "status": "active"
  }'
