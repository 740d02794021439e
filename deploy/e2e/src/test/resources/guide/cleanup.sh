curl -X DELETE "$LEALUP_BASE/v1/customers/$CUSTOMER_ID" \
  -H "Authorization: Bearer $LEALUP_KEY"
