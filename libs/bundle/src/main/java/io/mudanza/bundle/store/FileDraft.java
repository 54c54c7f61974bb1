package io.mudanza.bundle.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** A part being written to a file of another name. */
final class FileDraft implements PartStore.Draft, WritableByteChannel {

    /** Rows of a platform are for nobody else on this machine. */
    private static final FileAttribute<?>[] OWNER_ONLY =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                    ? new FileAttribute<?>[] {
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))}
                    : new FileAttribute<?>[0];

    private final Path draft;
    private final Path target;
    private final FileChannel file;
    private boolean sealed;

    FileDraft(Path draft, Path target) throws IOException {
        this.draft = draft;
        this.target = target;
        this.file = FileChannel.open(
                draft, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OWNER_ONLY);
    }

    @Override
    public WritableByteChannel channel() {
        return this;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        try {
            return file.write(bytes);
        } catch (IOException e) {
            throw DirectoryPartStore.explained(e);
        }
    }

    @Override
    public boolean isOpen() {
        return file.isOpen();
    }

    /** Renames a whole file, so that the new name outlasts a crash. */
    static void place(Path file, Path target) throws IOException {
        Path folder = Files.createDirectories(target.getParent());
        Files.move(file, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        forceFolder(folder);
    }

    @Override
    public void seal() throws IOException {
        try {
            file.force(true);
            file.close();
            place(draft, target);
            sealed = true;
        } catch (IOException e) {
            throw DirectoryPartStore.explained(e);
        }
    }

    /** The rename itself is only safe once the folder is on disk. */
    private static void forceFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
        if (!sealed) {
            Files.deleteIfExists(draft);
        }
    }
}
