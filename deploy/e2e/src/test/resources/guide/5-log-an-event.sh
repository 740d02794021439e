curl -X POST $LEALUP_BASE/v1/events \
  -H "Authorization: Bearer $LEALUP_KEY" \
  -H "Content-Type: application/json" \
  -H "Idempotency-Key: quickstart-event-001" \
  -d '{
    "events": [
      {
        "customer_id": "'$CUSTOMER_ID'",
        "user_email": "[email protected]",
        "event_name": "report_exported",
        "timestamp": "2026-04-15T14:25:00Z",
        "properties": {
          "report_type": "quarterly",
          "format": "pdf"
        }
      },
      {
        "customer_id": "'$CUSTOMER_ID'",
        "user_email": "[email protected]",
        "event_name": "dashboard_viewed",
        "timestamp": "2026-04-15T14:26:00Z"
      }
    ]
  }'
