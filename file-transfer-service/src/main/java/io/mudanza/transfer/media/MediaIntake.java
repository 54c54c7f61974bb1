package io.mudanza.transfer.media;

import io.mudanza.bundle.digest.Sha256;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.transfer.problem.FullDisk;
import io.mudanza.transfer.problem.TransferProblem;
import io.mudanza.transfer.upload.UploadState;
import io.mudanza.transfer.upload.Uploads;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Takes single media files in. A file is visible only when it is complete and its digest fits; then it replaces an
 * older one at once.
 */
@Singleton
class MediaIntake {

    private static final Logger LOG = Logger.getLogger(MediaIntake.class);

    private final MediaFolder folder;
    private final Uploads uploads;

    MediaIntake(MediaFolder folder, Uploads uploads) {
        this.folder = folder;
        this.uploads = uploads;
    }

    /** @param whole SHA-256 of the whole file; needed with the last chunk */
    UploadState append(
            String key, long offset, long declared, byte[] digest, byte[] whole, boolean last, InputStream body) {
        Path place = placeOf(key);
        if (last && whole == null) {
            throw new TransferProblem(
                    ProblemCode.MALFORMED_REQUEST, "The last chunk needs Repr-Digest, the SHA-256 of the whole file.");
        }
        UUID upload = UUID.nameUUIDFromBytes(("media " + key).getBytes(StandardCharsets.UTF_8));
        UploadState state = uploads.state(upload).orElse(new UploadState(0, false));
        // Complete and still here: the node went down before the file was visible, and the last chunk comes again.
        if (!state.complete()) {
            state = uploads.append(upload, offset, declared, digest, last, body);
        }
        if (!state.complete()) {
            return state;
        }
        try {
            publish(key, upload, place, whole);
        } catch (IOException failed) {
            throw failed(failed);
        }
        uploads.remove(upload);
        return state;
    }

    private Path placeOf(String key) {
        try {
            return folder.place(key);
        } catch (IOException failed) {
            throw failed(failed);
        }
    }

    private void publish(String key, UUID upload, Path place, byte[] whole) throws IOException {
        Path draft = folder.incoming().resolve(upload.toString());
        try {
            MessageDigest actual = Sha256.digest();
            try (InputStream input = uploads.open(upload);
                    FileChannel out = FileChannel.open(
                            draft, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING,
                                    StandardOpenOption.WRITE)) {
                byte[] buffer = new byte[1 << 16];
                for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
                    actual.update(buffer, 0, read);
                    ByteBuffer chunk = ByteBuffer.wrap(buffer, 0, read);
                    while (chunk.hasRemaining()) {
                        out.write(chunk);
                    }
                }
                out.force(true);
            }
            if (whole == null || !MessageDigest.isEqual(whole, actual.digest())) {
                uploads.remove(upload);
                throw new TransferProblem(
                        ProblemCode.DIGEST_MISMATCH,
                        "The whole file does not fit Repr-Digest; nothing became visible. Send the file again from "
                                + "byte 0.");
            }
            Files.createDirectories(place.getParent());
            folder.place(key);
            Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static TransferProblem failed(IOException failed) {
        if (FullDisk.is(failed)) {
            return new TransferProblem(
                    ProblemCode.STORE_FULL,
                            "The media store has no room for the file; make room and send the last chunk again.");
        }
        LOG.error("the media store failed", failed);
        return new TransferProblem(
                ProblemCode.STORE_FAILED, "The media store failed; see the log of the file-transfer service.");
    }
}
