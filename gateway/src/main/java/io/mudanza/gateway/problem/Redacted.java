package io.mudanza.gateway.problem;

import java.util.regex.Pattern;

/** Texts from outside without the secrets of tokens that somebody wrote into them, e.g. into an address. */
public final class Redacted {
    private static final Pattern SECRET =
            Pattern.compile("mig_([A-Za-z0-9]{1,40})(?:_|%5[Ff])[^/?&#\\s\"]*");

    private Redacted() {}

    /** Null stays null. */
    public static String of(String text) {
        return text == null ? null : SECRET.matcher(text).replaceAll("mig_$1_***");
    }
}
