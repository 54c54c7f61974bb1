package io.mudanza.transfer.backup;

import io.mudanza.bundle.digest.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.UUID;
import java.util.function.LongConsumer;

/** Puts what comes out of an archive into files of our own names, private to this process. Nothing is visible to the platform. */
final class Contents {

    private static final int BUFFER = 1 << 17;

    private final Path root;
    private final Path drafts;
    private final LongConsumer advanced;

    /** @param advanced is told of bytes as they are written */
    Contents(Path root, LongConsumer advanced) throws IOException {
        this.root = root;
        this.drafts = Files.createDirectories(root.resolve(".drafts"));
        this.advanced = advanced;
    }

    /** What was kept. */
    record Kept(String part, long size, String sha256) {}

    /** Keeps a stream under a name. */
    Kept keep(InputStream in, String part) throws IOException {
        Path draft = drafts.resolve(UUID.randomUUID().toString());
        try {
            MessageDigest digest = Sha256.digest();
            long size = write(in, draft, digest);
            Path target = root.resolve(part);
            Files.createDirectories(target.getParent());
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return new Kept(part, size, HexFormat.of().formatHex(digest.digest()));
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** Keeps a stream under its own hash, once for all files of the same content. */
    Kept keepByHash(InputStream in) throws IOException {
        Path draft = drafts.resolve(UUID.randomUUID().toString());
        try {
            MessageDigest digest = Sha256.digest();
            long size = write(in, draft, digest);
            String sha256 = HexFormat.of().formatHex(digest.digest());
            String part = "media/blob/" + sha256.substring(0, 2) + "/" + sha256;
            Path target = root.resolve(part);
            if (!Files.exists(target)) {
                Files.createDirectories(target.getParent());
                Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
            }
            return new Kept(part, size, sha256);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** Only reads, so that what cannot be read is found. */
    long pass(InputStream in) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long size = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            size += read;
            advanced.accept(read);
        }
        return size;
    }

    void remove(String part) throws IOException {
        Files.deleteIfExists(root.resolve(part));
    }

    private long write(InputStream in, Path draft, MessageDigest digest) throws IOException {
        long size = 0;
        byte[] buffer = new byte[BUFFER];
        try (OutputStream out = Files.newOutputStream(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
                out.write(buffer, 0, read);
                size += read;
                advanced.accept(read);
            }
        }
        return size;
    }
}
