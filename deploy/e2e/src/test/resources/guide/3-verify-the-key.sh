curl $LEALUP_BASE/v1/users/me \
  -H "Authorization: Bearer $LEALUP_KEY"
