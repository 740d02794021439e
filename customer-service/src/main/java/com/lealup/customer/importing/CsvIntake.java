package com.lealup.customer.importing;

import com.lealup.customer.account.ImportMode;
import com.lealup.platform.problem.ProblemException;
import com.lealup.platform.problem.Problems;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.StringArrayHandler;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Takes a CSV file in. Its bytes are read as if each were a character, so that the structure, which is ASCII in every
 * encoding understood here, is known before the encoding is: that is settled by the file's last byte.
 */
final class CsvIntake {

    static final int LONGEST_FIELD = 100_000;
    static final int LONGEST_RECORD = 1_000_000;

    private static final int PEEKED = 64 * 1024;

    private CsvIntake() {}

    /**
     * Takes it in.
     *
     * @return the header, each byte a character
     * @throws ProblemException 400 if it cannot be read as a whole: no or a wrong header, a quote that does not close
     */
    static List<String> take(InputStream source, ImportMode mode, Intake intake) throws IOException {
        var in = new BufferedInputStream(source, PEEKED);
        skipMark(in);
        try (var csv = CsvReader.builder()
                .fieldSeparator(separator(in))
                .allowExtraFields(true)
                .allowMissingFields(true)
                .maxBufferSize(2 * LONGEST_RECORD)
                .build(
                        StringArrayHandler.builder()
                                .maxFields(10_000)
                                .maxFieldSize(LONGEST_FIELD)
                                .maxRecordSize(LONGEST_RECORD)
                                .build(),
                        new InputStreamReader(in, StandardCharsets.ISO_8859_1))) {
            var records = csv.iterator();
            if (!records.hasNext()) {
                throw Problems.validation("", "required", "the file is empty; it begins with a header");
            }
            var header = List.of(records.next());
            var columns = Columns.of(header(header, StandardCharsets.UTF_8), mode);
            var owner = columns.indexOf("owner_email");
            while (records.hasNext()) {
                var fields = Arrays.stream(records.next())
                        .map(field -> field.getBytes(StandardCharsets.ISO_8859_1))
                        .toList();
                intake.row(fields);
                if (owner >= 0 && owner < fields.size()) {
                    intake.owner(fields.get(owner));
                }
            }
            intake.end();
            return header;
        } catch (CsvParseException broken) {
            throw broken(intake, broken);
        }
    }

    private static ProblemException broken(Intake intake, Throwable broken) throws IOException {
        for (var cause = broken; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException cutOff) {
                throw cutOff;
            }
            if (cause instanceof ProblemException problem) {
                return problem;
            }
        }
        return Problems.validation(
                "",
                "invalid_csv",
                "is not CSV behind row " + intake.rows() + ": a quote that stands wrong, a field of more than "
                        + LONGEST_FIELD + " or a record of more than " + LONGEST_RECORD + " characters");
    }

    /** The header in an encoding. */
    static List<String> header(List<String> bytes, Charset charset) {
        return bytes.stream()
                .map(name -> new String(name.getBytes(StandardCharsets.ISO_8859_1), charset))
                .toList();
    }

    /** The byte order mark of UTF-8 says nothing new; that of UTF-16 says that nothing here understands the file. */
    private static void skipMark(InputStream in) throws IOException {
        in.mark(3);
        var start = in.readNBytes(3);
        in.reset();
        if (start.length >= 2
                && ((start[0] == (byte) 0xfe && start[1] == (byte) 0xff)
                        || (start[0] == (byte) 0xff && start[1] == (byte) 0xfe))) {
            throw Problems.validation("", "invalid_encoding", "must be UTF-8 or latin-1, not UTF-16");
        }
        if (start.length == 3 && start[0] == (byte) 0xef && start[1] == (byte) 0xbb && start[2] == (byte) 0xbf) {
            in.skipNBytes(3);
        }
    }

    /** The semicolon if the header has more of them than commas. */
    private static char separator(InputStream in) throws IOException {
        in.mark(PEEKED);
        var semicolons = 0;
        var commas = 0;
        var quoted = false;
        for (var i = 0; i < PEEKED; i++) {
            var b = in.read();
            if (b < 0 || (!quoted && (b == '\n' || b == '\r'))) {
                break;
            }
            quoted ^= b == '"';
            semicolons += !quoted && b == ';' ? 1 : 0;
            commas += !quoted && b == ',' ? 1 : 0;
        }
        in.reset();
        return semicolons > commas ? ';' : ',';
    }
}
