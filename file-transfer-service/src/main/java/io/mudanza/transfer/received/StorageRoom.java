package io.mudanza.transfer.received;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much room the data folder has. */
final class StorageRoom {

    private static final long SHORT_PERCENT = 10;

    private StorageRoom() {}

    /** True when less than a tenth of the disk is free: what is only kept for comfort has to go. */
    static boolean isShort(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        FileStore disk = Files.getFileStore(folder);
        return disk.getUsableSpace() < disk.getTotalSpace() / 100 * SHORT_PERCENT;
    }
}
