package io.mudanza.token.address;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An IPv4 or IPv6 range in CIDR form; a plain address is a range of one. Nothing is ever looked up by name. */
public final class AddressRange {

    /** Four plain decimal numbers: the octal, hex and short forms that some parsers take are refused. */
    private static final Pattern IPV4 = Pattern.compile("(0|[1-9]\\d{0,2})(\\.(0|[1-9]\\d{0,2})){3}");
    private static final Pattern FORM = Pattern.compile("([0-9a-fA-F.:]+)(?:/(\\d{1,3}))?");

    private final byte[] network;
    private final int prefix;

    private AddressRange(byte[] network, int prefix) {
        this.network = network;
        this.prefix = prefix;
    }

    /** The range that the text writes; empty for anything that is not exactly one, also with bits beyond the prefix. */
    public static Optional<AddressRange> parse(String text) {
        Matcher matcher = FORM.matcher(text == null ? "" : text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Optional<byte[]> address = bytes(matcher.group(1));
        if (address.isEmpty()) {
            return Optional.empty();
        }
        byte[] bytes = address.get();
        int bits = bytes.length * 8;
        int prefix = matcher.group(2) == null ? bits : Integer.parseInt(matcher.group(2));
        if (prefix > bits || !Arrays.equals(bytes, masked(bytes, prefix))) {
            return Optional.empty();
        }
        return Optional.of(new AddressRange(bytes, prefix));
    }

    /** Whether the address, as a socket tells it, lies in the range. An unreadable one never does. */
    public boolean contains(String address) {
        int zone = address == null ? -1 : address.indexOf('%');
        return bytes(zone < 0 ? address : address.substring(0, zone))
                .filter(bytes -> bytes.length == network.length)
                .map(bytes -> Arrays.equals(masked(bytes, prefix), network))
                .orElse(false);
    }

    /** Whether every address of the other lies in this one. */
    public boolean covers(AddressRange other) {
        return other.network.length == network.length && other.prefix >= prefix
                && Arrays.equals(masked(other.network, prefix), network);
    }

    private static Optional<byte[]> bytes(String literal) {
        if (literal == null || !(literal.contains(":") || IPV4.matcher(literal).matches())) {
            return Optional.empty();
        }
        try {
            // An IPv4-mapped IPv6 address comes out as the IPv4 address that it is.
            return Optional.of(InetAddress.ofLiteral(literal).getAddress());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static byte[] masked(byte[] bytes, int prefix) {
        byte[] masked = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            int bits = Math.clamp(prefix - i * 8L, 0, 8);
            masked[i] = (byte) (bytes[i] & (0xFF << (8 - bits)));
        }
        return masked;
    }
}
