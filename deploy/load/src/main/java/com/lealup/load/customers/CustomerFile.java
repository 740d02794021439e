package com.lealup.load.customers;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A CSV file of customers that is made while it is read: the same rows for the same run, and none in memory. */
final class CustomerFile extends InputStream {

    static final String HEADER = "name,email_domain,arr,status,renewal_date,cf_seats,cf_region\n";

    private static final String[] FIRST = {
        "Acme",
        "Globex",
        "Initech",
        "Umbrella",
        "Stark",
        "Wayne",
        "Hooli",
        "Vandelay",
        "Soylent",
        "Tyrell",
        "Wonka",
        "Cyberdyne",
        "Massive",
        "Aperture",
        "Nakatomi",
        "Oscorp",
        "Gringotts",
        "Duff",
        "Sirius",
        "Monarch"
    };
    private static final String[] SECOND = {
        "Software",
        "Logistics",
        "Foods",
        "Energy",
        "Health",
        "Media",
        "Systems",
        "Labs",
        "Partners",
        "Retail",
        "Mobility",
        "Robotics",
        "Finance",
        "Analytics",
        "Networks",
        "Materials",
        "Travel",
        "Design",
        "Security",
        "Water"
    };
    private static final String[] STATUSES = {"active", "active", "active", "trial", "paused", "churned"};
    private static final String[] REGIONS = {"EMEA", "AMER", "APAC"};

    private final String run;
    private final int rows;
    private byte[] line;
    private int at;
    private int made;

    /** @param run makes its domains different from those of other runs */
    CustomerFile(String run, int rows, boolean header) {
        this.run = run;
        this.rows = rows;
        this.line = header ? HEADER.getBytes(StandardCharsets.UTF_8) : new byte[0];
    }

    private static String row(String run, int i) {
        // A step that shares no factor with the number of pairs, so that neighbours differ in both words.
        var name = FIRST[i % FIRST.length] + " " + SECOND[(i / FIRST.length + i * 7) % SECOND.length];
        return name + " " + i + "," + "c" + i + "-" + run + ".example," + (i % 5000) * 25 + "." + (10 + i % 90) + ","
                + STATUSES[i % STATUSES.length] + ",20" + (28 + i % 3) + "-0" + (1 + i % 9) + "-1" + i % 10 + ","
                + i % 1000 + "," + REGIONS[i % REGIONS.length] + "\n";
    }

    @Override
    public int read() {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        var written = 0;
        while (written < length) {
            if (at == line.length) {
                if (made == rows) {
                    break;
                }
                line = row(run, made++).getBytes(StandardCharsets.UTF_8);
                at = 0;
            }
            var count = Math.min(length - written, line.length - at);
            System.arraycopy(line, at, target, offset + written, count);
            at += count;
            written += count;
        }
        return written == 0 && length > 0 ? -1 : written;
    }
}
