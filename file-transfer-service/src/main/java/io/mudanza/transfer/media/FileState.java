package io.mudanza.transfer.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * By what a file is known to be unchanged.
 *
 * @param size  bytes
 * @param mtime nanoseconds since 1970
 * @param inode device and inode as the system tells them
 */
record FileState(long size, long mtime, String inode) {

    static FileState of(Path file) throws IOException {
        BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return new FileState(
                now.size(), now.lastModifiedTime().to(TimeUnit.NANOSECONDS), String.valueOf(now.fileKey()));
    }

    Instant modified() {
        return Instant.ofEpochSecond(0, mtime);
    }

    /** Strong entity tag. */
    String etag() {
        return "\"%x-%x-%x\"".formatted(size, mtime, inode.hashCode());
    }
}
