package com.lealup.customer.listing;

import com.lealup.customer.account.CustomerView;
import com.lealup.customer.csv.FormulaSafe;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Customers as a table (RFC 4180) that the import reads again; cells that are no texts of people stand as they are. */
final class CsvExport implements Export {

    /** Before the names of a workspace's own fields, as in imports. */
    private static final String OWN = "cf_";

    private static final List<String> COLUMNS = List.of(
            "id",
            "name",
            "email_domain",
            "arr",
            "owner_id",
            "owner_email",
            "status",
            "renewal_date",
            "segments",
            "health_score",
            "health_status",
            "created_at",
            "updated_at",
            "deleted_at");

    private final Writer writer;
    private final CsvWriter csv;
    private final List<String> keys;

    CsvExport(OutputStream out, List<String> keys) {
        this.writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        this.csv = CsvWriter.builder().build(writer);
        this.keys = keys;
        var header = new ArrayList<>(COLUMNS);
        keys.forEach(key -> header.add(OWN + key));
        csv.writeRecord(header);
    }

    @Override
    public void write(CustomerView customer) {
        var cells = new ArrayList<@Nullable String>(COLUMNS.size() + keys.size());
        cells.add(customer.id());
        cells.add(FormulaSafe.write(customer.name()));
        cells.add(safe(customer.emailDomain()));
        cells.add(customer.arr() == null ? null : customer.arr().toPlainString());
        cells.add(customer.ownerId());
        cells.add(safe(customer.ownerEmail()));
        cells.add(customer.status().word());
        cells.add(text(customer.renewalDate()));
        cells.add(String.join(" ", customer.segments()));
        cells.add(text(customer.healthScore()));
        cells.add(
                customer.healthStatus() == null
                        ? null
                        : customer.healthStatus().name().toLowerCase(Locale.ROOT));
        cells.add(text(customer.createdAt()));
        cells.add(text(customer.updatedAt()));
        cells.add(text(customer.deletedAt()));
        var own = customer.customFields().values();
        keys.forEach(key -> cells.add(own(own.get(key))));
        csv.writeRecord(cells);
    }

    private static @Nullable String own(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case BigDecimal number -> number.toPlainString();
            case String text -> FormulaSafe.write(text);
            default -> value.toString();
        };
    }

    private static @Nullable String safe(@Nullable String text) {
        return text == null ? null : FormulaSafe.write(text);
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    @Override
    public void flush() throws IOException {
        csv.flush();
        writer.flush();
    }
}
