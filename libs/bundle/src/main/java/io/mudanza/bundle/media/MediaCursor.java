package io.mudanza.bundle.media;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Goes through a media folder in the order of {@link MediaKey#ORDER} and can be left and taken up again: every folder is
 * read once, when its turn comes. Holds the names of one folder per level in memory, never those of the whole store.
 * Belongs to one thread at a time.
 */
public final class MediaCursor {

    private final String[] after;
    private final MediaStore.NotCarried notCarried;
    private final Deque<Level> levels = new ArrayDeque<>();

    /** A folder on the way down. */
    private static final class Level {
        private final Path folder;
        private final String prefix;
        /** Whether everything up to here equals the beginning of the bound. */
        private final boolean bounded;
        private final List<String> names;
        private int at;

        private Level(Path folder, String prefix, boolean bounded) throws IOException {
            this.folder = folder;
            this.prefix = prefix;
            this.bounded = bounded;
            this.names = names(folder);
        }
    }

    MediaCursor(Path folder, String after, MediaStore.NotCarried notCarried) throws IOException {
        this.after = after == null ? new String[0] : after.split("/");
        this.notCarried = notCarried;
        levels.push(new Level(folder, "", this.after.length > 0));
    }

    /** The next file, its digest null; null at the end. */
    public MediaFile next() throws IOException {
        while (!levels.isEmpty()) {
            Level level = levels.peek();
            if (level.at == level.names.size()) {
                levels.pop();
                continue;
            }
            String name = level.names.get(level.at);
            // What was handed out is forgotten as it goes.
            level.names.set(level.at++, null);
            int depth = levels.size() - 1;
            int order = level.bounded ? name.compareTo(after[depth]) : 1;
            if (order < 0 || depth == 0 && name.equals(MediaKey.OWN_FOLDER)) {
                continue;
            }
            // What equals the bound itself was listed; a folder of that name comes after it.
            boolean stillBounded = order == 0 && depth < after.length - 1;
            MediaFile file = visit(level.folder.resolve(name), level.prefix + name, stillBounded, order == 0);
            if (file != null) {
                return file;
            }
        }
        return null;
    }

    private MediaFile visit(Path path, String key, boolean bounded, boolean atBound) throws IOException {
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            // Deleted since the folder was read.
            return null;
        }
        if (attributes.isDirectory()) {
            levels.push(new Level(path, key + "/", bounded));
            return null;
        }
        if (atBound) {
            return null;
        }
        String unsafe = MediaKey.unsafe(key);
        if (unsafe != null) {
            notCarried.notCarried(key, "its name " + unsafe);
            return null;
        }
        if (!attributes.isRegularFile()) {
            notCarried.notCarried(key, attributes.isSymbolicLink() ? "it is a symbolic link" : "it is no regular file");
            return null;
        }
        return MediaStore.file(key, attributes, null);
    }

    private static List<String> names(Path directory) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            entries.forEach(entry -> names.add(entry.getFileName().toString()));
        } catch (NoSuchFileException | NotDirectoryException e) {
            return names;
        } catch (java.nio.file.DirectoryIteratorException e) {
            throw e.getCause();
        }
        names.sort(null);
        return names;
    }
}
