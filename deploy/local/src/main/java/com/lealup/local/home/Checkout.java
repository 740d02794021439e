package com.lealup.local.home;

import com.lealup.local.trouble.Trouble;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A checkout of the project, in which the build has put what the parts are started from.
 *
 * @param root its top folder
 */
public record Checkout(Path root) {

    private static final String PROPERTY = "lealup.root";
    private static final String MARK = "deploy/local/pom.xml";

    /**
     * The checkout that the system property {@code lealup.root} names, else the one around the working directory: a
     * module's tests run in the module's folder.
     */
    public static Checkout find() {
        String named = System.getProperty(PROPERTY);
        Path start = Path.of(named == null ? "" : named).toAbsolutePath();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve(MARK))) {
                return new Checkout(folder);
            }
        }
        throw new Trouble("No LealUp checkout around " + start + ": run this inside one.");
    }

    /** What the build of {@code deploy/local} fetched: jars and binaries. */
    public Path parts() {
        Path parts = root.resolve("deploy/local/target/parts");
        if (!Files.isDirectory(parts)) {
            throw new Trouble("The parts have not been fetched yet: run  mvn -pl deploy/local -am package -DskipTests");
        }
        return parts;
    }

    /** What is kept between runs and is no part of the project. */
    public Path kept() {
        return root.resolve(".lealup");
    }
}
