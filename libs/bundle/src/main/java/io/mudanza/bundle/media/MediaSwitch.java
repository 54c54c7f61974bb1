package io.mudanza.bundle.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Makes a staged media set the live one, and back. Every method may be called again after a crash at any point and
 * completes what was begun.
 */
public final class MediaSwitch {

    private final MediaLayout layout;
    private final Rotation publish;
    private final Rotation rollBack;

    /**
     * @param media the live media folder
     * @param job   the job whose set is switched
     */
    public MediaSwitch(Path media, UUID job) {
        this(media, job, point -> {});
    }

    /** @param reached hears the name of each point at which a test may crash */
    public MediaSwitch(Path media, UUID job, Consumer<String> reached) {
        this.layout = MediaLayout.of(media, job);
        this.publish = rotation(layout.staged(), layout.checkpoint(), reached);
        this.rollBack = rotation(layout.checkpoint(), layout.replaced(), reached);
    }

    private Rotation rotation(Path incoming, Path aside, Consumer<String> reached) {
        return layout.inside()
                ? new EntryRotation(layout.live(), incoming, aside, reached)
                : new FolderRotation(layout.live(), incoming, aside, reached);
    }

    /** True when a complete set is staged. */
    public boolean staged() {
        return FolderTree.exists(layout.staged()) && Files.exists(layout.complete());
    }

    /** True when the old set of this job is kept. */
    public boolean hasCheckpoint() {
        return FolderTree.exists(layout.checkpoint());
    }

    /** True when the set that a rollback replaced is kept. */
    public boolean hasReplaced() {
        return FolderTree.exists(layout.replaced());
    }

    /** Live becomes the checkpoint, staged becomes live. */
    public void publish() throws IOException {
        publish.turn();
        Files.deleteIfExists(layout.complete());
    }

    /** Takes {@link #publish()} back: the staged set is staged again. */
    public void undoPublish() throws IOException {
        if (publish.turnBack()) {
            Files.write(layout.complete(), new byte[0]);
        }
    }

    /** Live is kept aside, the checkpoint becomes live. */
    public void rollBack() throws IOException {
        rollBack.turn();
    }

    /** Takes {@link #rollBack()} back. */
    public void undoRollBack() throws IOException {
        rollBack.turnBack();
    }

    /** Removes the staged set and what was received of it. */
    public void discardStaged() throws IOException {
        Files.deleteIfExists(layout.complete());
        FolderTree.delete(layout.staged());
        FolderTree.delete(layout.partial());
    }

    /** Removes the old set. */
    public void dropCheckpoint() throws IOException {
        FolderTree.delete(layout.checkpoint());
    }

    /** Removes the set that a rollback replaced. */
    public void dropReplaced() throws IOException {
        FolderTree.delete(layout.replaced());
    }

    /** Puts one media set in the place of another. */
    interface Rotation {
        /** Live goes aside, incoming becomes live; does nothing when that is done or nothing comes in. */
        void turn() throws IOException;

        /** The way back, from any point of the way. @return true when something was taken back */
        boolean turnBack() throws IOException;
    }
}
