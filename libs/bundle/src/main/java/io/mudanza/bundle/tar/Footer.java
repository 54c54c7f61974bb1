package io.mudanza.bundle.tar;

import io.mudanza.bundle.BundleException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The last member: tells where the manifest is, so that a reader begins at the end.
 *
 * @param manifestOffset offset of the manifest's bytes in the file
 * @param manifestLength their number
 * @param manifestSha256 their SHA-256
 * @param bundleId       id of the bundle
 */
record Footer(long manifestOffset, int manifestLength, String manifestSha256, UUID bundleId) {

    static final String MEMBER = "zzz-footer";
    static final int LENGTH = 512;

    private static final Pattern FORM = Pattern.compile(
            "mudanza-bundle-1\nmanifest_offset=(\\d{1,18})\nmanifest_length=(\\d{1,9})\n"
                    + "manifest_sha256=([0-9a-f]{64})\nbundle_id=([0-9a-f-]{36})\n\0*");

    byte[] bytes() {
        String text = "mudanza-bundle-1\nmanifest_offset=" + manifestOffset + "\nmanifest_length=" + manifestLength
                + "\nmanifest_sha256=" + manifestSha256 + "\nbundle_id=" + bundleId + "\n";
        return Arrays.copyOf(text.getBytes(StandardCharsets.US_ASCII), LENGTH);
    }

    /** @throws BundleException BUNDLE_TRUNCATED when there is no footer */
    static Footer read(byte[] bytes) throws BundleException {
        Matcher matcher = FORM.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
        if (!matcher.matches()) {
            throw new BundleException(BundleException.Code.BUNDLE_TRUNCATED,
                    "The bundle has no end: it was not transferred completely. Send it again.");
        }
        return new Footer(Long.parseLong(matcher.group(1)), Integer.parseInt(matcher.group(2)), matcher.group(3),
                UUID.fromString(matcher.group(4)));
    }
}
