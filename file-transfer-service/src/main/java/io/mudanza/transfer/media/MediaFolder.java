package io.mudanza.transfer.media;

import io.mudanza.contracts.problem.ProblemCode;
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
    Path root() {
        return root.orElseThrow(() -> new TransferProblem(
                ProblemCode.NOT_FOUND, "This node has no media folder; set mudanza.platform.media."));
    }

    /**
     * The place of a key; nothing needs to be there.
     *
     * @throws TransferProblem {@code media_name_unsafe} when the key leaves the folder or a link lies on the way
     */
    Path place(String key) {
        String objection = MediaKey.objection(key);
        if (objection != null) {
            throw unsafe(objection);
        }
        Path place = root();
        for (String name : key.split("/")) {
            place = place.resolve(name);
            if (Files.isSymbolicLink(place)) {
                throw unsafe("leads through a symbolic link, which is never followed");
            }
        }
        return place;
    }

    /**
     * The file of a key.
     *
     * @throws TransferProblem {@code not_found} when there is none
     */
    Path file(String key) {
        Path file = place(key);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new TransferProblem(ProblemCode.NOT_FOUND, "There is no media file of that name.");
        }
        return file;
    }

    /** Where files wait until they are complete and checked; on the file system of the store, invisible in it. */
    Path incoming() throws IOException {
        Path incoming = root().resolve(".mudanza").resolve("incoming");
        if (Files.isSymbolicLink(root().resolve(".mudanza")) || Files.isSymbolicLink(incoming)) {
            throw unsafe("waits in a folder that is a symbolic link");
        }
        return Files.createDirectories(incoming);
    }

    private static TransferProblem unsafe(String why) {
        return new TransferProblem(
                ProblemCode.MEDIA_NAME_UNSAFE,
                "The name of the media file " + why + "; names are relative paths such as events/2026/poster.jpg.");
    }
}
