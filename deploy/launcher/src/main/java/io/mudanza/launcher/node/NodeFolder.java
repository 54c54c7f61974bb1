package io.mudanza.launcher.node;

import io.mudanza.bundle.lock.LockFile;
import io.mudanza.cli.failure.Failure;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.embedded.process.TempFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Properties;

/** The data folder of a node, held by one supervisor at a time. */
public final class NodeFolder implements AutoCloseable {
    private final Path dir;
    private final LockFile lock;

    private NodeFolder(Path dir, LockFile lock) {
        this.dir = dir;
        this.lock = lock;
    }

    /**
     * Makes the folder if need be and holds it until this process ends.
     *
     * @throws Failure when another supervisor holds it
     */
    public static NodeFolder hold(Path dir) {
        try {
            if (!Files.exists(dir)) {
                Files.createDirectories(dir.toAbsolutePath().getParent());
                Files.createDirectory(dir,
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            LockFile lock = LockFile.tryTake(dir.resolve("lock")).orElseThrow(() -> Failure.of(ProblemCode.PLATFORM_BUSY,
                    "A node runs already in " + dir + ". Stop it with 'mudanza down', or choose another --name."));
            TempFolder.delete(dir.resolve("tmp"));
            for (String part : List.of("tmp", "config", "logs", "exports", "received", "uploads")) {
                Files.createDirectories(dir.resolve(part));
            }
            return new NodeFolder(dir, lock);
        } catch (IOException e) {
            throw Failure.of(ProblemCode.STORE_FAILED, "The folder " + dir + " cannot be used: " + e.getMessage(), e);
        }
    }

    public Path dir() {
        return dir;
    }

    public Path log(String process) {
        return dir.resolve("logs").resolve(process + ".log");
    }

    /** For files that nobody needs after the processes of the node. */
    public Path temp() {
        return dir.resolve("tmp");
    }

    public Path adminToken() {
        return dir.resolve("admin-token");
    }

    public Path settings() {
        return dir.resolve("config").resolve("application.properties");
    }

    /** The gateway's port of the last time; 0 when there was none. A node keeps its address where it can. */
    public int lastPort() {
        if (!Files.exists(settings())) {
            return 0;
        }
        Properties last = new Properties();
        try (var in = Files.newInputStream(settings())) {
            last.load(in);
            String url = last.getProperty("mudanza.services.gateway-url", "");
            return url.matches(".*:\\d+") ? Integer.parseInt(url.substring(url.lastIndexOf(':') + 1)) : 0;
        } catch (IOException e) {
            throw Failure.of(ProblemCode.STORE_FAILED, settings() + " cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            // The operating system releases it with the process.
            System.getLogger(NodeFolder.class.getName()).log(System.Logger.Level.DEBUG, "Lock of " + dir, e);
        }
    }
}
