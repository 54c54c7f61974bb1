package io.mudanza.bundle.media;

import io.mudanza.bundle.BundleException;
import io.mudanza.bundle.digest.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;

/**
 * The new media set of a job, built beside the live one. A file that it says it has is complete and checked; it is
 * published only when all of its index are. Files may be staged from several threads, one thread per file.
 */
public final class MediaStaging {

    private static final int BUFFER = 256 << 10;
    /** A file of at most so many bytes is checked in memory and written once, at its place. */
    private static final long SMALL = 1 << 20;

    private final MediaLayout layout;
    private final MediaStore live;
    private final MediaStore staged;
    private final StagedFolders folders;
    private final DiskSync disk;

    /**
     * @param media the live media folder
     * @param job   the job that stages
     */
    public MediaStaging(Path media, UUID job) throws IOException {
        this.layout = MediaLayout.of(media, job);
        this.live = new MediaStore(media);
        this.disk = new DiskSync(layout.staged());
        this.folders = new StagedFolders(layout.staged());
        try {
            Files.createDirectories(layout.staged());
            Files.createDirectories(layout.partial());
        } catch (IOException e) {
            throw full(e);
        }
        this.staged = new MediaStore(layout.staged());
    }

    /** The staged set as a store. */
    public MediaStore staged() {
        return staged;
    }

    /** True when the staged set has this very file: all its bytes are read. */
    public boolean has(MediaFile file) throws IOException {
        Path path = MediaKey.place(layout.staged(), file.key());
        // Asked first, because most files of most moves are new and an exception costs more than the answer.
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS) || !same(staged, file)) {
            return false;
        }
        // A crash between bytes and time leaves a right file with the time of its writing.
        date(path, file);
        return true;
    }

    /**
     * Takes the file from the live store when the same bytes are there under the same key.
     *
     * @return false when it has to be fetched
     */
    public boolean takeFromLive(MediaFile file) throws IOException {
        if (!Files.exists(MediaKey.place(layout.live(), file.key()), LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        Path from = MediaKey.resolve(layout.live(), file.key());
        try {
            if (live.stat(file.key()).size() != file.size()) {
                return false;
            }
            Path partial = partial(file.key());
            Files.copy(from, partial, StandardCopyOption.REPLACE_EXISTING, LinkOption.NOFOLLOW_LINKS);
            if (!MediaStore.sha256(partial).equals(file.sha256())) {
                Files.delete(partial);
                return false;
            }
            makeVisible(partial, file);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        } catch (FileSystemException e) {
            throw full(e);
        }
    }

    /** How many bytes of the file were received; 0 when none. */
    public long received(String key) throws IOException {
        Path partial = partial(MediaKey.check(key));
        return Files.exists(partial) ? Files.size(partial) : 0;
    }

    /**
     * Appends bytes to a file; when it is complete it is checked and becomes visible.
     *
     * @param offset where the bytes belong; must be what {@link #received} says
     * @return true when the file is complete
     * @throws BundleException MEDIA_CORRUPT when offset, length or digest do not fit; STORE_FULL
     */
    public boolean receive(MediaFile file, long offset, InputStream in) throws IOException {
        MediaKey.resolve(layout.staged(), file.key());
        Path partial = partial(file.key());
        if (received(file.key()) != offset) {
            throw corrupt(file, "was continued at " + offset + ", but " + received(file.key()) + " bytes are here");
        }
        MessageDigest digest = Sha256.digest();
        if (offset > 0) {
            MediaStore.digest(partial, digest);
        }
        return write(file, partial, digest, offset, in, StandardOpenOption.CREATE, StandardOpenOption.APPEND,
                LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Takes a whole file in one pass, whatever was received of it before.
     *
     * @return true when the file is complete, false when the bytes ended early
     * @throws BundleException MEDIA_CORRUPT when length or digest do not fit; STORE_FULL
     */
    public boolean receiveWhole(MediaFile file, InputStream in) throws IOException {
        if (file.size() <= SMALL) {
            return receiveSmall(file, in);
        }
        MediaKey.resolve(layout.staged(), file.key());
        return write(file, partial(file.key()), Sha256.digest(), 0, in, StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Only a new file is written at its place: what a killed process left there half is no file that {@link #has}, and is
     * replaced at once, so that a process that sleeps in the middle of its writing cannot touch what others put there.
     */
    private boolean receiveSmall(MediaFile file, InputStream in) throws IOException {
        Path path = folders.placeOf(file.key());
        byte[] bytes = new byte[(int) file.size()];
        if (in.readNBytes(bytes, 0, bytes.length) < bytes.length) {
            return false;
        }
        boolean right = in.read() < 0
                && Sha256.hex(bytes).equals(file.sha256());
        if (!right) {
            throw corrupt(file, "does not have the bytes that the index promises");
        }
        try (FileChannel out = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                out.write(left);
            }
        } catch (FileAlreadyExistsException there) {
            MediaKey.resolve(layout.staged(), file.key());
            return write(file, partial(file.key()), Sha256.digest(), 0, new ByteArrayInputStream(bytes),
                    StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE,
                    LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            throw full(e);
        }
        date(path, file);
        disk.written(file.size());
        return true;
    }

    private static void date(Path path, MediaFile file) throws IOException {
        if (file.lastModified() != null) {
            Files.setLastModifiedTime(path, FileTime.from(file.lastModified()));
        }
    }

    private boolean write(
            MediaFile file, Path partial, MessageDigest digest, long from, InputStream in, OpenOption... how)
            throws IOException {
        long size = from;
        try (OutputStream out = Files.newOutputStream(partial, how)) {
            // At most one byte more than is missing, so that a source that never ends is noticed.
            byte[] buffer = new byte[(int) Math.min(BUFFER, file.size() - from + 1)];
            while (size <= file.size()) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, file.size() + 1 - size));
                if (read < 0) {
                    break;
                }
                digest.update(buffer, 0, read);
                out.write(buffer, 0, read);
                size += read;
            }
        } catch (FileSystemException e) {
            throw full(e);
        } catch (IOException e) {
            throw isFull(e) ? full(e) : e;
        }
        if (size < file.size()) {
            return false;
        }
        boolean right = size == file.size() && HexFormat.of().formatHex(digest.digest()).equals(file.sha256());
        if (!right) {
            Files.delete(partial);
            throw corrupt(file, "does not have the bytes that the index promises");
        }
        makeVisible(partial, file);
        return true;
    }

    /**
     * Ends the staging: the set holds every file of the index and no other, and all of it is on disk: what is published
     * survives a loss of power.
     *
     * @param index reads the index once from its beginning
     * @throws BundleException MEDIA_CORRUPT when a file is missing
     */
    public void complete(IndexReader index) throws IOException {
        StagedKeys staged = new StagedKeys(this.staged);
        long[] files = new long[1];
        index.read(file -> {
            files[0]++;
            // Both are in the same order: what comes before the file is not in the index.
            while (staged.peek() != null && MediaKey.ORDER.compare(staged.peek(), file.key()) < 0) {
                Files.delete(MediaKey.resolve(layout.staged(), staged.take()));
            }
            if (!file.key().equals(staged.peek())) {
                throw corrupt(file, "is not staged");
            }
            staged.take();
        });
        while (staged.peek() != null) {
            Files.delete(MediaKey.resolve(layout.staged(), staged.take()));
        }
        FolderTree.delete(layout.partial());
        disk.finish(files[0]);
        Files.write(layout.complete(), new byte[0]);
    }

    /** Hands the files of an index to a sink. */
    public interface IndexReader {
        void read(MediaIndex.Sink sink) throws IOException;
    }

    private static boolean same(MediaStore store, MediaFile file) throws IOException {
        try {
            return store.stat(file.key()).size() == file.size() && store.describe(file.key()).sameContent(file);
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private void makeVisible(Path partial, MediaFile file) throws IOException {
        Path path = folders.placeOf(file.key());
        date(partial, file);
        Files.move(partial, path, StandardCopyOption.ATOMIC_MOVE);
        disk.written(file.size());
    }

    private Path partial(String key) {
        return layout.partial().resolve(Sha256.hex(key));
    }

    private static boolean isFull(IOException e) {
        String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("no space left") || message.contains("quota exceeded");
    }

    private static IOException full(IOException e) {
        return !isFull(e) ? e : new BundleException(
                BundleException.Code.STORE_FULL,
                "The disk of the media store is full. Make room and resume the job.", e);
    }

    private static BundleException corrupt(MediaFile file, String what) {
        return new BundleException(
                BundleException.Code.MEDIA_CORRUPT, "The media file \"" + file.key() + "\" " + what + ".");
    }
}
