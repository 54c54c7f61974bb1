package io.mudanza.bundle.part;

import io.mudanza.bundle.BundleException;

/** Names of parts: safe as a path below a folder, as a member of a tar and in a URL. */
public final class PartName {

    /** Names are shorter than this, so that they fit the name field of a tar header. */
    public static final int LIMIT = 100;

    private PartName() {}

    /** True for {@code [a-z0-9._/-]}, under 100 characters, no empty component and none that starts with a dot. */
    public static boolean isSafe(String name) {
        if (name == null || name.isEmpty() || name.length() >= LIMIT) {
            return false;
        }
        boolean start = true;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '/') {
                if (start) {
                    return false;
                }
                start = true;
                continue;
            }
            boolean plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
            if (!plain && (c != '.' || start)) {
                return false;
            }
            start = false;
        }
        return !start;
    }

    /** @throws BundleException BUNDLE_INVALID when the name is not safe */
    public static void require(String name) throws BundleException {
        if (!isSafe(name)) {
            throw new BundleException(
                    BundleException.Code.BUNDLE_INVALID, "A part has a name that is not allowed; the bundle is refused.");
        }
    }
}
