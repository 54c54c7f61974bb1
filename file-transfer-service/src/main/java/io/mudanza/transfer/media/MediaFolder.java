package io.mudanza.transfer.media;

import io.mudanza.bundle.BundleException;
import io.mudanza.bundle.media.MediaKey;
import io.mudanza.bundle.media.MediaStore;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.transfer.problem.BundleProblems;
import io.mudanza.transfer.problem.TransferProblem;
import io.mudanza.transfer.settings.TransferSettings;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/** The live media folder of the platform. Symbolic links below it are never followed. */
@Singleton
class MediaFolder {

    private final Optional<Path> root;

    MediaFolder(TransferSettings settings) {
        this.root = settings.media();
    }

    /** @throws TransferProblem {@code not_found} when the platform has no media folder */
    Path root() throws IOException {
        Path folder = root.orElseThrow(() -> new TransferProblem(
                ProblemCode.NOT_FOUND, "This node has no media folder; set mudanza.platform.media."));
        return Files.exists(folder) ? folder.toRealPath() : folder;
    }

    MediaStore store() throws IOException {
        return new MediaStore(root());
    }

    /**
     * The place of a key; nothing needs to be there.
     *
     * @throws TransferProblem {@code media_name_unsafe} when the key leaves the folder or a link lies on the way
     */
    Path place(String key) throws IOException {
        return place(root(), key);
    }

    private static Path place(Path root, String key) {
        try {
            return MediaKey.resolve(root, key);
        } catch (BundleException unsafe) {
            throw new TransferProblem(BundleProblems.codeOf(unsafe), unsafe.getMessage());
        }
    }

    /**
     * The file of a key.
     *
     * @throws TransferProblem {@code not_found} when there is none
     */
    Path file(String key) throws IOException {
        return file(root(), key);
    }

    /** The same, for who asks for many: {@link #root()} is asked for once. */
    static Path file(Path root, String key) {
        Path file = place(root, key);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new TransferProblem(ProblemCode.NOT_FOUND, "There is no media file of that name.");
        }
        return file;
    }

    /** Where files wait until they are complete and checked; on the file system of the store, invisible in it. */
    Path incoming() throws IOException {
        Path own = root().resolve(MediaKey.OWN_FOLDER);
        Path incoming = own.resolve("incoming");
        if (Files.isSymbolicLink(own) || Files.isSymbolicLink(incoming)) {
            throw new TransferProblem(
                    ProblemCode.MEDIA_NAME_UNSAFE,
                    "The folder .mudanza in the media folder is a symbolic link, which is never followed; remove it.");
        }
        return Files.createDirectories(incoming);
    }
}
