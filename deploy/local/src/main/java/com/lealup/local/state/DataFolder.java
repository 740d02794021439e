package com.lealup.local.state;

import com.lealup.local.part.Part;
import java.nio.file.Path;

/**
 * Where one deployment keeps everything.
 *
 * @param path its folder
 */
public record DataFolder(Path path) {

    public DataFolder {
        path = path.toAbsolutePath().normalize();
    }

    /** Where a part keeps its data. */
    public Path of(Part part) {
        return path.resolve(part.title());
    }

    /** Where a part's output goes. */
    public Path log(Part part) {
        return log(part.title());
    }

    /** Where the output of who watches over the parts goes. */
    public Path supervisorLog() {
        return log("supervisor");
    }

    private Path log(String name) {
        return path.resolve("logs").resolve(name + ".log");
    }

    /** The generated secrets. */
    public Path secrets() {
        return path.resolve("secrets.json");
    }

    /** The first workspace. */
    public Path seed() {
        return path.resolve("seed.json");
    }

    /** What runs now. */
    Path state() {
        return path.resolve("state.json");
    }

    /** What this deployment was first started as. */
    public Path environment() {
        return path.resolve("environment");
    }

    /** Held by the one launcher that may start parts on it. */
    Path lock() {
        return path.resolve("lock");
    }
}
