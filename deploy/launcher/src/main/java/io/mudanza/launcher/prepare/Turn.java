package io.mudanza.launcher.prepare;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** One preparation at a time; a killed one lets go. */
record Turn(FileChannel channel) implements AutoCloseable {

    /** Null when another process has it. */
    static Turn tryTake(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            channel.close();
            return null;
        }
        return new Turn(channel);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
