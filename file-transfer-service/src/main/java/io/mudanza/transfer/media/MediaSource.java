package io.mudanza.transfer.media;

import io.mudanza.bundle.media.MediaFile;
import io.mudanza.bundle.media.MediaStaging;
import io.mudanza.transfer.peer.PeerFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Where the media files come from that the live store does not have. */
interface MediaSource {

    /**
     * Brings one file into the staged set.
     *
     * @return false when the source does not have these bytes now; the file is tried again when the bundle is complete
     */
    boolean bring(MediaFile file, MediaStaging staging) throws IOException, PeerFailure, InterruptedException;

    /** Brings one file that could not be brought before, when every part of the bundle is known. */
    void bringLast(MediaFile file, MediaStaging staging) throws IOException, PeerFailure, InterruptedException;

    /** Is told of files that are staged. */
    interface Here {
        void staged(MediaFile file);
    }

    /**
     * Brings several small files, together where that is faster.
     *
     * @return those that the source does not have now
     */
    default List<MediaFile> bringAll(List<MediaFile> files, MediaStaging staging, Here here)
            throws IOException, PeerFailure, InterruptedException {
        List<MediaFile> other = new ArrayList<>();
        for (MediaFile file : files) {
            if (bring(file, staging)) {
                here.staged(file);
            } else {
                other.add(file);
            }
        }
        return other;
    }
}
