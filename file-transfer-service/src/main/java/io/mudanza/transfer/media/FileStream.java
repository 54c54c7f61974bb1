package io.mudanza.transfer.media;

import io.mudanza.bundle.media.MediaKey;
import io.mudanza.transfer.problem.TransferProblem;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.Map;

/** Answers a request for many files with one stream of {@link FileFrame}s and bytes. Holds one buffer in memory. */
@Singleton
class FileStream {

    private static final int BUFFER = 1 << 17;

    private final MediaFolder folder;
    private final MediaHashes hashes;

    FileStream(MediaFolder folder, MediaHashes hashes) {
        this.folder = folder;
        this.hashes = hashes;
    }

    /** Looks up what is known of the files. */
    Map<String, MediaHashes.Known> known(WantedFiles wanted) throws IOException, SQLException {
        // No folder at all is a problem of its own, told before anything is sent.
        folder.root();
        return hashes.find(wanted.keys().stream().filter(key -> MediaKey.unsafe(key) == null).toList());
    }

    void write(WantedFiles wanted, Map<String, MediaHashes.Known> known, OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER];
        Path root = folder.root();
        for (WantedFiles.Wanted file : wanted.files()) {
            write(root, file, known.get(file.key()), buffer, out);
        }
        out.write(new FileFrame(null, FileFrame.END, null, null).line());
    }

    private static void write(
            Path root, WantedFiles.Wanted wanted, MediaHashes.Known known, byte[] buffer, OutputStream out)
            throws IOException {
        Path path;
        FileState state;
        InputStream in;
        try {
            path = MediaFolder.file(root, wanted.key());
            in = Channels.newInputStream(
                    FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
        } catch (NoSuchFileException | TransferProblem gone) {
            out.write(new FileFrame(wanted.key(), FileFrame.MISSING, null, null).line());
            return;
        }
        try (in) {
            state = FileState.of(path);
            String sha256 = known != null && known.state().equals(state) ? known.sha256() : null;
            if (!wanted.fits(state.size(), sha256)) {
                out.write(new FileFrame(wanted.key(), FileFrame.CHANGED, null, null).line());
                return;
            }
            out.write(new FileFrame(wanted.key(), FileFrame.OK, state.size(), sha256).line());
            copy(in, state.size(), buffer, out);
        } catch (NoSuchFileException gone) {
            out.write(new FileFrame(wanted.key(), FileFrame.MISSING, null, null).line());
        }
    }

    private static void copy(InputStream in, long size, byte[] buffer, OutputStream out) throws IOException {
        long left = size;
        while (left > 0) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw new IOException("a media file became shorter while it was being read");
            }
            out.write(buffer, 0, read);
            left -= read;
        }
    }
}
