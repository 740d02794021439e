package com.lealup.customer.importing;

import com.lealup.customer.account.ImportMode;
import com.lealup.customer.field.CustomFields;
import com.lealup.customer.value.Checked;
import com.lealup.platform.problem.FieldError;
import com.lealup.platform.problem.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the columns of a CSV file mean, by their header: a field's own name, one of its aliases, or {@code cf_}. */
final class Columns {

    /** The most columns of a file. */
    static final int MOST = 250;

    /** A column that is passed over. */
    static final String IGNORED = "";

    static final String CUSTOM = "cf_";

    private static final Map<String, String> NAMES = new HashMap<>();

    static {
        alias("id", "customer_id");
        alias("name", "company", "company_name", "account", "account_name", "customer", "customer_name");
        alias("email_domain", "domain", "company_domain", "website_domain");
        alias("arr", "annual_recurring_revenue");
        alias("owner_email", "csm_email", "owner", "csm", "account_owner");
        alias("status");
        alias("renewal_date", "renewal", "renews_on", "contract_renewal_date");
    }

    /** What an export shows and nobody writes. */
    private static final Set<String> COMPUTED = Set.of(
            "tenant_id",
            "owner_id",
            "segments",
            "health_score",
            "health_status",
            "created_at",
            "updated_at",
            "deleted_at");

    private Columns() {}

    private static void alias(String field, String... others) {
        NAMES.put(field, field);
        for (var other : others) {
            NAMES.put(other, field);
        }
    }

    /**
     * What each column means: a field's name, {@code cf_} and a key, or {@link #IGNORED}.
     *
     * @throws com.lealup.platform.problem.ProblemException 400 with every column that means nothing, or twice the same
     */
    static List<String> of(List<String> header, ImportMode mode) {
        if (header.size() > MOST) {
            throw Problems.validation("", "too_many_columns", "a file has at most " + MOST + " columns");
        }
        var errors = new ArrayList<FieldError>();
        var meanings = new ArrayList<String>();
        for (var i = 0; i < header.size(); i++) {
            var meaning = meaning(header.get(i).strip());
            if (meaning == null) {
                errors.add(new FieldError(
                        pointer(header, i),
                        "unknown_column",
                        "is not a column of customers; own fields begin with " + CUSTOM));
            } else if (!meaning.equals(IGNORED) && meanings.contains(meaning)) {
                errors.add(new FieldError(pointer(header, i), "duplicate_column", "is there twice"));
            }
            meanings.add(meaning == null ? IGNORED : meaning);
        }
        var key = mode == ImportMode.UPDATE ? Set.of("id", "email_domain") : Set.of("name");
        if (errors.isEmpty() && meanings.stream().noneMatch(key::contains)) {
            errors.add(new FieldError(
                    "",
                    "required",
                    mode == ImportMode.UPDATE
                            ? "the header needs a column id or email_domain"
                            : "the header needs a column name"));
        }
        if (!errors.isEmpty()) {
            throw Problems.validation(errors);
        }
        return meanings;
    }

    private static @Nullable String meaning(String name) {
        var folded = name.toLowerCase(Locale.ROOT);
        if (folded.startsWith(CUSTOM)) {
            var key = name.substring(CUSTOM.length());
            return CustomFields.key(key) instanceof Checked.Valid<String> ? CUSTOM + key : null;
        }
        var plain = folded.replaceAll("[ -]+", "_");
        return COMPUTED.contains(plain) ? IGNORED : NAMES.get(plain);
    }

    private static String pointer(List<String> header, int column) {
        var name = header.get(column);
        return "/" + (name.isBlank() || name.length() > 100 ? column : name.strip());
    }
}
