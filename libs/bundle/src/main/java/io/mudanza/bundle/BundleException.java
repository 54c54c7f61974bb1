package io.mudanza.bundle;

import java.io.IOException;

/** A bundle that cannot be trusted or read. The code is stable and named like the problem codes of the API. */
public final class BundleException extends IOException {

    /** Why a bundle is refused. */
    public enum Code {
        BUNDLE_INVALID,
        BUNDLE_PART_CORRUPT,
        BUNDLE_SIGNATURE_WRONG,
        BUNDLE_TRUNCATED,
        BUNDLE_VERSION_UNKNOWN,
        MEDIA_NAME_UNSAFE,
        MEDIA_CORRUPT,
        STORE_FULL
    }

    private final Code code;

    public BundleException(Code code, String detail) {
        super(detail);
        this.code = code;
    }

    public BundleException(Code code, String detail, Throwable cause) {
        super(detail, cause);
        this.code = code;
    }

    /** Stable reason. */
    public Code code() {
        return code;
    }
}
