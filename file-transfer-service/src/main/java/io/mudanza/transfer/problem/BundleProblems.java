package io.mudanza.transfer.problem;

import io.mudanza.bundle.BundleException;
import io.mudanza.contracts.problem.ProblemCode;

/** The problem codes of what the bundle library refuses. */
public final class BundleProblems {

    private BundleProblems() {}

    /** The stable code of a refused bundle. */
    public static ProblemCode codeOf(BundleException refused) {
        return switch (refused.code()) {
            case BUNDLE_INVALID -> ProblemCode.BUNDLE_INVALID;
            case BUNDLE_PART_CORRUPT -> ProblemCode.BUNDLE_PART_CORRUPT;
            case BUNDLE_SIGNATURE_WRONG -> ProblemCode.BUNDLE_SIGNATURE_WRONG;
            case BUNDLE_TRUNCATED -> ProblemCode.BUNDLE_TRUNCATED;
            case BUNDLE_VERSION_UNKNOWN -> ProblemCode.BUNDLE_VERSION_UNKNOWN;
            case MEDIA_NAME_UNSAFE -> ProblemCode.MEDIA_NAME_UNSAFE;
            case MEDIA_CORRUPT -> ProblemCode.MEDIA_CORRUPT;
            case STORE_FULL -> ProblemCode.STORE_FULL;
        };
    }
}
