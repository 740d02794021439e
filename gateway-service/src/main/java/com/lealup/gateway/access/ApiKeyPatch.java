package com.lealup.gateway.access;

import java.util.List;
import java.util.Optional;

/** The wish to change a key, checked for form; what is empty stays as it is. */
record ApiKeyPatch(Optional<String> name, Optional<List<String>> allowList) {}
