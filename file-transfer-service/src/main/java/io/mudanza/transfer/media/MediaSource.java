package io.mudanza.transfer.media;

import io.mudanza.bundle.media.MediaFile;
import io.mudanza.bundle.media.MediaStaging;
import io.mudanza.transfer.peer.PeerFailure;
import java.io.IOException;

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
}
