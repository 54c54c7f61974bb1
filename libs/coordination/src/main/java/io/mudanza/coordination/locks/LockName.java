package io.mudanza.coordination.locks;

import java.text.Normalizer;

/**
 * What a lock is called: 1 to 200 characters of any script, no control characters. Two spellings of the same text (a letter
 * with its accent in one character or in two) are one name, so that they cannot be two locks.
 */
public record LockName(String text) {
    /** Longest name, in characters. */
    public static final int LONGEST = 200;

    /** @throws IllegalArgumentException when it is none */
    public LockName {
        if (text == null || text.isEmpty() || text.length() > 4 * LONGEST) {
            throw wrong();
        }
        text = Normalizer.normalize(text, Normalizer.Form.NFC);
        boolean clean = text.codePoints().allMatch(point -> !Character.isISOControl(point)
                && (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE));
        if (!clean || text.codePointCount(0, text.length()) > LONGEST) {
            throw wrong();
        }
    }

    private static IllegalArgumentException wrong() {
        return new IllegalArgumentException("the name of a lock has 1 to " + LONGEST + " characters, no control characters");
    }

    @Override
    public String toString() {
        return text;
    }
}
