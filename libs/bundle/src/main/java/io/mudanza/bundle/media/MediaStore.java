package io.mudanza.bundle.media;

import io.mudanza.bundle.BundleException;
import io.mudanza.bundle.digest.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLConnection;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** A folder of media files. A folder that does not exist is an empty store. */
public final class MediaStore {

    private static final int ATTEMPTS = 3;
    private static final Set<OpenOption> READ = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

    private final Path folder;

    public MediaStore(Path folder) {
        this.folder = MediaLayout.real(folder);
    }

    /** Hears of what is no media file and will not be carried: a link, a device, an unsafe name. */
    public interface NotCarried {
        /** One such thing. */
        void notCarried(String path, String reason) throws IOException;
    }

    /** Hears of the files of a store in the order of {@link MediaKey#ORDER}. */
    public interface Visitor extends NotCarried {
        /** A file; its digest is null. @return false to stop */
        boolean file(MediaFile file) throws IOException;

        @Override
        default void notCarried(String path, String reason) throws IOException {}
    }

    /**
     * Begins to go through the files.
     *
     * @param after only files after this key; null from the beginning
     */
    public MediaCursor cursor(String after, NotCarried notCarried) throws IOException {
        return new MediaCursor(folder, after, notCarried);
    }

    /**
     * Walks the files.
     *
     * @param after only files after this key; null from the beginning
     */
    public void walk(String after, Visitor visitor) throws IOException {
        MediaCursor cursor = cursor(after, visitor);
        MediaFile file = cursor.next();
        while (file != null && visitor.file(file)) {
            file = cursor.next();
        }
    }

    /**
     * A page of the list, with digests.
     *
     * @param after key of the last file of the page before; null for the first
     * @param limit at most so many, at least 1
     */
    public List<MediaFile> page(String after, int limit) throws IOException {
        List<MediaFile> found = new ArrayList<>();
        walk(after, file -> {
            found.add(file);
            return found.size() < limit;
        });
        List<MediaFile> page = new ArrayList<>(found.size());
        for (MediaFile file : found) {
            try {
                page.add(describe(file.key()));
            } catch (NoSuchFileException e) {
                // Deleted since the walk: it is no part of the store any more.
                continue;
            }
        }
        return page;
    }

    /**
     * A file with its digest, read in one piece and unchanged meanwhile.
     *
     * @throws NoSuchFileException when there is none
     * @throws BundleException MEDIA_CORRUPT when it changes again and again while it is read
     */
    public MediaFile describe(String key) throws IOException {
        Path path = MediaKey.resolve(folder, key);
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            BasicFileAttributes before = attributes(path);
            String sha256 = sha256(path);
            BasicFileAttributes after = attributes(path);
            if (before.size() == after.size() && before.lastModifiedTime().equals(after.lastModifiedTime())) {
                return file(key, after, sha256);
            }
        }
        throw new BundleException(
                BundleException.Code.MEDIA_CORRUPT,
                "The media file \"" + key + "\" is being written while it is read. Try again when it is complete.");
    }

    /** Size and time of a file, without its digest. */
    public MediaFile stat(String key) throws IOException {
        return file(key, attributes(MediaKey.resolve(folder, key)), null);
    }

    /** The bytes of a file from an offset on. */
    public InputStream open(String key, long offset) throws IOException {
        Path path = MediaKey.resolve(folder, key);
        attributes(path);
        FileChannel channel = FileChannel.open(path, READ);
        try {
            channel.position(offset);
            return Channels.newInputStream(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    static MediaFile file(String key, BasicFileAttributes attributes, String sha256) {
        String type = URLConnection.guessContentTypeFromName(key);
        return new MediaFile(
                key,
                attributes.size(),
                sha256,
                type == null ? "application/octet-stream" : type,
                attributes.lastModifiedTime().toInstant());
    }

    static String sha256(Path path) throws IOException {
        MessageDigest digest = Sha256.digest();
        digest(path, digest);
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Adds the bytes of a file to a digest. */
    static void digest(Path path, MessageDigest digest) throws IOException {
        try (FileChannel channel = FileChannel.open(path, READ)) {
            InputStream in = Channels.newInputStream(channel);
            byte[] buffer = new byte[(int) Math.clamp(channel.size() + 1, 1 << 10, 256 << 10)];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
    }

    private static BasicFileAttributes attributes(Path path) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!attributes.isRegularFile()) {
            throw new NoSuchFileException(path.toString(), null, "no regular file");
        }
        return attributes;
    }
}
