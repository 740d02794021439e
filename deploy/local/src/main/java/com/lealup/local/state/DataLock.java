package com.lealup.local.state;

import com.lealup.local.trouble.Trouble;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Lets one launcher at a time start parts on a data folder; the system releases it when the holder ends, however. */
public final class DataLock implements AutoCloseable {

    private final FileChannel channel;

    private DataLock(FileChannel channel) {
        this.channel = channel;
    }

    public static DataLock take(DataFolder data) {
        try {
            FileChannel channel = FileChannel.open(data.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                String holder = new StateFile(data)
                        .read()
                        .map(state -> " (process " + state.supervisor().pid() + ")")
                        .orElse("");
                throw new Trouble("Another LealUp" + holder + " uses the data folder " + data.path()
                        + ": stop it with  ./lealup down  or give this one its own with --data.");
            }
            return new DataLock(channel);
        } catch (IOException e) {
            throw new Trouble("Cannot lock the data folder " + data.path() + ": " + e.getMessage(), e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new Trouble("Cannot unlock the data folder: " + e.getMessage(), e);
        }
    }
}
