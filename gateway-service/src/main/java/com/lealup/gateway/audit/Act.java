package com.lealup.gateway.audit;

import java.util.Map;

/**
 * Something that was done.
 *
 * @param action in the past tense, such as {@code api_key.created}
 * @param subjectType what it was done to, such as {@code api_key}
 * @param subjectId its public id
 * @param before its fields before, as the API shows them and never a secret; empty when it was made
 * @param after its fields after; empty when it was removed
 */
public record Act(
        String action, String subjectType, String subjectId, Map<String, Object> before, Map<String, Object> after) {}
