package io.mudanza.bundle.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;

/** Two renames; which of the three folders exist tells how far it went. */
record FolderRotation(Path live, Path incoming, Path aside, Consumer<String> reached) implements MediaSwitch.Rotation {

    @Override
    public void turn() throws IOException {
        if (!FolderTree.exists(incoming)) {
            return;
        }
        if (!FolderTree.exists(aside)) {
            // An absent store and an empty one are the same: the way back needs a folder to bring back.
            Files.createDirectories(live);
            move(live, aside);
            reached.accept("media:aside");
        }
        if (FolderTree.exists(live)) {
            // The platform made a new folder between the two renames; what it wrote is kept, not mixed in.
            move(live, late());
        }
        move(incoming, live);
        reached.accept("media:in");
    }

    @Override
    public boolean turnBack() throws IOException {
        if (!FolderTree.exists(aside)) {
            return false;
        }
        if (!FolderTree.exists(incoming)) {
            move(live, incoming);
            reached.accept("media:out-again");
        } else if (FolderTree.exists(live)) {
            move(live, late());
        }
        move(aside, live);
        reached.accept("media:back");
        return true;
    }

    private Path late() {
        return aside.resolveSibling(aside.getFileName() + "-late-" + System.nanoTime());
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        DiskSync.folder(to.getParent());
    }
}
