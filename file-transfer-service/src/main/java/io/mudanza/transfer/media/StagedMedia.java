package io.mudanza.transfer.media;

import io.mudanza.bundle.media.MediaSwitch;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.steps.StepFailedException;
import io.mudanza.transfer.settings.TransferSettings;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/** The staged media sets of jobs. */
@Singleton
public class StagedMedia {

    private final Optional<Path> media;

    StagedMedia(TransferSettings settings) {
        this.media = settings.media();
    }

    /** The media folder; empty when the platform has none. */
    Optional<Path> folder() {
        return media;
    }

    /**
     * Refuses a bundle with media where there is nowhere to put them; called before anything is created.
     *
     * @param bundleHasMedia  whether media belong to the bundle
     * @param jobWantsMedia   whether media move with the job
     */
    public void requireFolder(boolean bundleHasMedia, boolean jobWantsMedia) throws StepFailedException {
        if (bundleHasMedia && jobWantsMedia && media.isEmpty()) {
            throw new StepFailedException(
                    ProblemCode.INVALID_REQUEST,
                    "The bundle has media but this node has no media folder; set mudanza.platform.media, or start "
                            + "the job"
                            + " with include_media=false.");
        }
    }

    /** Removes what is staged of a job that will not be published; what was published is not touched. */
    public void discard(UUID job) throws IOException {
        if (media.isPresent()) {
            new MediaSwitch(media.get(), job).discardStaged();
        }
    }
}
