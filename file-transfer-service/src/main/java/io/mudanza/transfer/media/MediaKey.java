package io.mudanza.transfer.media;

import java.nio.charset.StandardCharsets;

/** The rules for names of media files: paths relative to the media folder that cannot leave it. */
final class MediaKey {

    private static final int LONGEST_BYTES = 1024;
    private static final int LONGEST_NAME_BYTES = 255;

    private MediaKey() {}

    /** Why the key is refused; null when it is good. */
    static String objection(String key) {
        if (key == null || key.isEmpty()) {
            return "is empty";
        }
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > LONGEST_BYTES) {
            return "is longer than " + LONGEST_BYTES + " bytes";
        }
        if (key.chars().anyMatch(c -> c < 32 || c == 127 || Character.isSurrogate((char) c) && !wellFormed(key))) {
            return "has control characters or is no valid Unicode";
        }
        String[] names = key.split("/", -1);
        for (String name : names) {
            if (name.isEmpty() || name.equals(".") || name.equals("..")) {
                return "has empty components, . or ..";
            }
            if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME_BYTES) {
                return "has a component longer than " + LONGEST_NAME_BYTES + " bytes";
            }
        }
        return names[0].equals(".mudanza") ? "is inside .mudanza, which belongs to Mudanza" : null;
    }

    private static boolean wellFormed(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }
}
