package com.lealup.local.doctor;

import com.lealup.local.state.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Files with secrets are their owner's alone. */
final class FilesCheck implements Check {

    private static final Set<PosixFilePermission> OWNERS =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private final DataFolder data;

    FilesCheck(DataFolder data) {
        this.data = data;
    }

    @Override
    public String title() {
        return "files";
    }

    @Override
    public List<Finding> look() throws IOException {
        var findings = new ArrayList<Finding>();
        for (var path : secret().toList()) {
            var permissions = Files.getPosixFilePermissions(path);
            if (!OWNERS.containsAll(permissions)) {
                findings.add(Finding.problem(
                        title(),
                        path + " holds secrets and others may use it (" + PosixFilePermissions.toString(permissions)
                                + ")",
                        "chmod go= " + path));
            }
        }
        return findings.isEmpty() ? List.of(Finding.fine(title(), "secrets are their owner's alone")) : findings;
    }

    private Stream<Path> secret() {
        return Stream.of(data.path(), data.secrets(), data.seed(), data.path().resolve("state.json"))
                .filter(Files::exists);
    }
}
