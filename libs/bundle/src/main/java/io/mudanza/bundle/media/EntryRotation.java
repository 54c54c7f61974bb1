package io.mudanza.bundle.media;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * For a folder that cannot be renamed: its entries are moved one by one within the file system. A marker tells in which
 * direction, so that it can be gone on with or taken back after a crash.
 */
record EntryRotation(Path live, Path incoming, Path aside, Consumer<String> reached) implements MediaSwitch.Rotation {

    private static final String OUT = "out";
    private static final String IN = "in";
    private static final String UNDO_OUT = "undo-out";
    private static final String UNDO_IN = "undo-in";

    @Override
    public void turn() throws IOException {
        String phase = phase();
        if (phase == null) {
            if (!FolderTree.exists(incoming)) {
                return;
            }
            mark(phase = OUT);
        }
        if (phase.equals(OUT)) {
            Files.createDirectories(aside);
            moveAll(live, aside);
            reached.accept("media:aside");
            mark(phase = IN);
        }
        if (phase.equals(IN)) {
            moveAll(incoming, live);
            Files.deleteIfExists(incoming);
            reached.accept("media:in");
            Files.deleteIfExists(marker());
        } else {
            turnBack();
            turn();
        }
    }

    @Override
    public boolean turnBack() throws IOException {
        String phase = phase();
        if (phase == null && !FolderTree.exists(aside)) {
            return false;
        }
        if (phase == null || phase.equals(IN)) {
            mark(phase = UNDO_OUT);
        } else if (phase.equals(OUT)) {
            mark(phase = UNDO_IN);
        }
        if (phase.equals(UNDO_OUT)) {
            Files.createDirectories(incoming);
            moveAll(live, incoming);
            reached.accept("media:out-again");
            mark(UNDO_IN);
        }
        if (FolderTree.exists(aside)) {
            moveAll(aside, live);
            Files.deleteIfExists(aside);
        }
        reached.accept("media:back");
        Files.deleteIfExists(marker());
        return true;
    }

    private void moveAll(Path from, Path to) throws IOException {
        List<Path> entries = new ArrayList<>();
        if (!FolderTree.exists(from)) {
            // All was moved, the folder removed, and then came the crash.
            return;
        }
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(from)) {
            stream.forEach(entries::add);
        }
        for (Path entry : entries) {
            String name = entry.getFileName().toString();
            Path target = to.resolve(name);
            if (from.equals(live) && name.equals(MediaKey.OWN_FOLDER)) {
                continue;
            }
            if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                // Written by the platform in the middle of the switch; kept beside, not mixed in.
                Path late = aside.resolveSibling("late-" + name + "-" + System.nanoTime());
                Files.move(from.equals(live) ? entry : target, late);
            }
            if (Files.exists(entry, LinkOption.NOFOLLOW_LINKS)) {
                Files.move(entry, target, StandardCopyOption.ATOMIC_MOVE);
                reached.accept("media:entry");
            }
        }
    }

    private String phase() throws IOException {
        return Files.exists(marker()) ? Files.readString(marker(), StandardCharsets.UTF_8) : null;
    }

    private void mark(String phase) throws IOException {
        Path draft = aside.resolveSibling(marker().getFileName() + ".new");
        Files.createDirectories(draft.getParent());
        Files.writeString(draft, phase, StandardCharsets.UTF_8);
        Files.move(draft, marker(), StandardCopyOption.ATOMIC_MOVE);
    }

    private Path marker() {
        return aside.resolveSibling("turning-" + aside.getFileName());
    }
}
