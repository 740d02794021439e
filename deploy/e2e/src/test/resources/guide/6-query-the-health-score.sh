curl "$LEALUP_BASE/v1/customers/$CUSTOMER_ID/health" \
  -H "Authorization: Bearer $LEALUP_KEY"
