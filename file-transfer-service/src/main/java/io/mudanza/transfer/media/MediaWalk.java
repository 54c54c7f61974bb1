package io.mudanza.transfer.media;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Walks the regular files of a folder in the order of their keys, from a key on. Holds the names of the folders on the way to one
 * file, never those of the whole tree. A folder sorts as its name with a slash, so the order is that of the whole keys.
 */
final class MediaWalk {

    private final Path root;
    private final Visitor visitor;

    /** Takes the files one by one. */
    interface Visitor {
        /** @return false to end the walk */
        boolean file(String key, Path file) throws IOException;

        /** A name that cannot be a key; it is left out. */
        void odd(Path file, String why);
    }

    private MediaWalk(Path root, Visitor visitor) {
        this.root = root;
        this.visitor = visitor;
    }

    /** @param after the walk begins behind this key; empty for the beginning */
    static void walk(Path root, String after, Visitor visitor) throws IOException {
        new MediaWalk(root, visitor).folder(root, "", after);
    }

    private boolean folder(Path folder, String prefix, String after) throws IOException {
        for (String name : sortedNames(folder)) {
            boolean isFolder = name.endsWith("/");
            String key = prefix + name;
            if (key.compareTo(after) <= 0 && !(isFolder && after.startsWith(key))) {
                continue;
            }
            Path path = folder.resolve(isFolder ? name.substring(0, name.length() - 1) : name);
            if (isFolder) {
                if (!folder(path, key, after)) {
                    return false;
                }
                continue;
            }
            String objection = MediaKey.objection(key);
            if (objection != null) {
                visitor.odd(root.relativize(path), objection);
            } else if (!visitor.file(key, path)) {
                return false;
            }
        }
        return true;
    }

    private List<String> sortedNames(Path folder) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> inside = Files.newDirectoryStream(folder)) {
            for (Path path : inside) {
                String name = path.getFileName().toString();
                if (folder.equals(root) && name.equals(".mudanza")) {
                    continue;
                }
                BasicFileAttributes kind = attributes(path);
                if (kind != null && kind.isRegularFile()) {
                    names.add(name);
                } else if (kind != null && kind.isDirectory()) {
                    names.add(name + "/");
                }
            }
        } catch (NoSuchFileException gone) {
            return List.of();
        } catch (DirectoryIteratorException failed) {
            throw failed.getCause();
        }
        Collections.sort(names);
        return names;
    }

    private static BasicFileAttributes attributes(Path path) throws IOException {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException gone) {
            return null;
        }
    }
}
