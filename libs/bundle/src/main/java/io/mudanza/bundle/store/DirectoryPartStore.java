package io.mudanza.bundle.store;

import io.mudanza.bundle.BundleException;
import io.mudanza.bundle.part.PartName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Parts as files below a folder. A draft is a file under {@code .drafts}, forced to disk and then renamed, so that a
 * part is either whole or not there. Several processes may write different parts at once.
 */
public final class DirectoryPartStore implements PartStore {

    /** The feed of the bundle, beside the parts. */
    public static final String FEED_FILE = "feed.ndjson";

    private static final String DRAFTS = ".drafts";

    private final Path root;

    /** @param root folder of this one bundle; made when the first draft is */
    public DirectoryPartStore(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /** The folder of the bundle. */
    public Path root() {
        return root;
    }

    /** The file of a part, for whoever hands it to the kernel as a whole; it need not exist. */
    public Path file(String name) throws BundleException {
        return path(name);
    }

    /** The file of the feed; it need not exist. */
    public Path feedFile() {
        return root.resolve(FEED_FILE);
    }

    @Override
    public Draft draft(String name) throws IOException {
        Path target = path(name);
        try {
            Path drafts = Files.createDirectories(root.resolve(DRAFTS));
            return new FileDraft(drafts.resolve(UUID.randomUUID().toString()), target);
        } catch (IOException e) {
            throw explained(e);
        }
    }

    @Override
    public boolean isSealed(String name) throws IOException {
        return Files.isRegularFile(path(name), LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public InputStream open(String name, long offset) throws IOException {
        FileChannel channel = FileChannel.open(path(name), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        channel.position(offset);
        return Channels.newInputStream(channel);
    }

    @Override
    public long length(String name) throws IOException {
        return Files.size(path(name));
    }

    @Override
    public void clear() throws IOException {
        remove(true);
    }

    @Override
    public void delete() throws IOException {
        remove(false);
    }

    /** Gives a sealed part another name, under which it replaces what is there. */
    public void rename(String from, String to) throws IOException {
        Path target = path(to);
        try {
            FileDraft.place(path(from), target);
        } catch (IOException e) {
            throw explained(e);
        }
    }

    /** Removes the folder that a part would lie in, with what is in it; not the folder of the bundle. */
    public void removeFolder(String name) throws IOException {
        Path folder = path(name).getParent();
        if (folder.equals(root) || !Files.isDirectory(folder)) {
            return;
        }
        removeTree(folder, false);
    }

    private void remove(boolean keepFeed) throws IOException {
        if (Files.exists(root)) {
            removeTree(root, keepFeed);
        }
    }

    private void removeTree(Path folder, boolean keepFeed) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            if (!keepFeed || !(path.equals(root) || path.equals(feedFile()))) {
                Files.deleteIfExists(path);
            }
        }
    }

    private Path path(String name) throws BundleException {
        PartName.require(name);
        Path path = root;
        for (String component : name.split("/")) {
            path = path.resolve(component);
            if (Files.isSymbolicLink(path)) {
                throw new BundleException(BundleException.Code.BUNDLE_INVALID,
                        "The part " + name + " leads over a symbolic link, which is never followed.");
            }
        }
        return path;
    }

    /** A full disk gets its own code, because there is something that the operator can do. */
    public static IOException explained(IOException e) {
        if (e instanceof BundleException || e instanceof NoSuchFileException) {
            return e;
        }
        String reason = e instanceof FileSystemException f && f.getReason() != null ? f.getReason() : e.getMessage();
        String text = reason == null ? "" : reason.toLowerCase(Locale.ROOT);
        if (text.contains("no space left") || text.contains("quota exceeded") || text.contains("not enough space")) {
            return new BundleException(
                    BundleException.Code.STORE_FULL,
                    "The disk that keeps the bundle is full. Free space or set another folder, then resume.",
                    e);
        }
        return e;
    }
}
