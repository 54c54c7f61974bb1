package io.mudanza.outbound.target;

import io.mudanza.outbound.RefusedTargetException;
import java.net.IDN;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A host in its only form: a name in ASCII and lower case without a dot at its end, or an address.
 *
 * @param text    as it stands in an address; IPv6 in brackets
 * @param literal the address that the text is; empty for a name
 */
record HostName(String text, Optional<InetAddress> literal) {

    private static final Pattern NAME =
            Pattern.compile("(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
                    + "(?:\\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*");
    private static final Pattern QUAD = Pattern.compile("(?:(?:0|[1-9]\\d{0,2})\\.){3}(?:0|[1-9]\\d{0,2})");
    /** What some resolver takes for a number: the last label decides, as in the URL standard. */
    private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(?:.*\\.)?(?:\\d+|0[xX][0-9a-fA-F]*)");
    private static final Pattern SIX = Pattern.compile("\\[[0-9a-f:.]{2,45}]");

    /** @throws RefusedTargetException for every text that is no host in one plain reading */
    static HostName of(String given) {
        String lower = ascii(given);
        if (lower.startsWith("[")) {
            return new HostName(lower, Optional.of(six(lower)));
        }
        if (!NAME.matcher(lower).matches()) {
            throw odd();
        }
        if (!ENDS_IN_NUMBER.matcher(lower).matches()) {
            return new HostName(lower, Optional.empty());
        }
        if (!QUAD.matcher(lower).matches()) {
            throw odd();
        }
        return new HostName(lower, Optional.of(parsed(lower)));
    }

    private static InetAddress six(String text) {
        if (!SIX.matcher(text).matches()) {
            throw odd();
        }
        InetAddress address = parsed(text.substring(1, text.length() - 1));
        // A mapped IPv4 address has another form that says the same: only that one is taken.
        if (!(address instanceof Inet6Address)) {
            throw odd();
        }
        return address;
    }

    private static InetAddress parsed(String literal) {
        try {
            return InetAddress.ofLiteral(literal);
        } catch (IllegalArgumentException none) {
            throw odd();
        }
    }

    /** Letters of one script become punycode; look-alikes of several scripts and characters that only fold are refused. */
    private static String ascii(String given) {
        String lower = given.toLowerCase(Locale.ROOT);
        if (lower.chars().allMatch(c -> c > 32 && c < 127)) {
            return lower;
        }
        try {
            String ascii = IDN.toASCII(lower, IDN.USE_STD3_ASCII_RULES);
            if (!IDN.toUnicode(ascii).equals(lower) || !oneScript(lower)) {
                throw odd();
            }
            return ascii.toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException none) {
            throw odd();
        }
    }

    private static boolean oneScript(String name) {
        for (String label : name.split("\\.", -1)) {
            long scripts = label.codePoints()
                    .filter(Character::isLetter)
                    .mapToObj(Character.UnicodeScript::of)
                    .distinct()
                    .count();
            if (scripts > 1) {
                return false;
            }
        }
        return true;
    }

    private static RefusedTargetException odd() {
        return new RefusedTargetException(
                RefusedTargetException.Reason.FORM,
                "The address has an odd host; write its name plainly, as in https://node.example.org.");
    }
}
