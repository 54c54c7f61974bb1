package io.mudanza.infra;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether a folder can be written to, and how much room it has. */
public final class FolderCheck {
    private static final long LITTLE = 1_000_000_000L;

    private FolderCheck() {}

    /** Writes and removes a small file. */
    public static void look(String name, Path folder, Findings findings) {
        long since = System.nanoTime();
        try {
            Files.createDirectories(folder);
            Path probe = Files.createTempFile(folder, ".mudanza-check", null);
            Files.delete(probe);
        } catch (IOException e) {
            findings.failed(name, folder + " cannot be written to (" + e.getClass().getSimpleName() + ")",
                    "Give the user that runs the node the right to write there, or name another folder.");
            return;
        }
        try {
            FileStore store = Files.getFileStore(folder);
            long free = store.getUsableSpace();
            String value = folder + ", " + Findings.size(free) + " free of " + Findings.size(store.getTotalSpace());
            if (free < LITTLE || free < store.getTotalSpace() / 20) {
                findings.warning(name, value, "Make room: drop checkpoints and exports that nobody needs, or enlarge the disk.");
            } else {
                findings.ok(name, value, since);
            }
        } catch (IOException e) {
            findings.warning(name, folder + ", its room is unknown", "Look with df; a file system that tells nothing is unusual.");
        }
    }
}
