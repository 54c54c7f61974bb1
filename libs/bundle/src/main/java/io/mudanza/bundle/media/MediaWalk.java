package io.mudanza.bundle.media;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** Walks a media folder in order; holds the names of one folder per level in memory, never those of the whole store. */
final class MediaWalk {

    private final Path folder;
    private final String[] after;
    private final MediaStore.Visitor visitor;

    MediaWalk(Path folder, String after, MediaStore.Visitor visitor) {
        this.folder = folder;
        this.after = after == null ? new String[0] : after.split("/");
        this.visitor = visitor;
    }

    void run() throws IOException {
        walk(folder, "", 0, after.length > 0);
    }

    /** @param bounded whether everything up to here equals the beginning of the bound */
    private boolean walk(Path directory, String prefix, int depth, boolean bounded) throws IOException {
        for (String name : names(directory)) {
            int order = bounded ? name.compareTo(after[depth]) : 1;
            boolean last = bounded && depth == after.length - 1;
            if (order < 0 || depth == 0 && name.equals(MediaKey.OWN_FOLDER)) {
                continue;
            }
            // What equals the bound itself was listed; a folder of that name comes after it.
            boolean stillBounded = order == 0 && !last;
            if (!visit(directory.resolve(name), prefix + name, depth, stillBounded, order == 0)) {
                return false;
            }
        }
        return true;
    }

    private boolean visit(Path path, String key, int depth, boolean bounded, boolean atBound) throws IOException {
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            // Deleted since the folder was read.
            return true;
        }
        if (attributes.isDirectory()) {
            return walk(path, key + "/", depth + 1, bounded);
        }
        if (atBound) {
            return true;
        }
        String unsafe = MediaKey.unsafe(key);
        if (unsafe != null) {
            visitor.notCarried(key, "its name " + unsafe);
            return true;
        }
        if (!attributes.isRegularFile()) {
            visitor.notCarried(key, attributes.isSymbolicLink() ? "it is a symbolic link" : "it is no regular file");
            return true;
        }
        return visitor.file(MediaStore.file(key, attributes, null));
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
