package io.mudanza.outbound.target;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A range of addresses in CIDR form.
 *
 * @param network its first address
 * @param bits    length of the prefix; 0 to 32, or to 128
 */
public record IpRange(InetAddress network, int bits) {

    private static final Pattern FORM = Pattern.compile("([0-9a-fA-F:.]{2,45})(?:/(\\d{1,3}))?");

    /**
     * Reads {@code 10.0.0.0/8}, {@code fd00::/8} or a single address.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static IpRange of(String text) {
        var matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is no range of addresses; write it like 10.0.0.0/8");
        }
        InetAddress network = InetAddress.ofLiteral(matcher.group(1));
        int longest = network.getAddress().length * 8;
        int bits = matcher.group(2) == null ? longest : Integer.parseInt(matcher.group(2));
        if (bits > longest) {
            throw new IllegalArgumentException("\"" + text + "\" has a prefix longer than its address");
        }
        return new IpRange(network, bits);
    }

    static List<IpRange> of(String... texts) {
        return List.of(texts).stream().map(IpRange::of).toList();
    }

    /** Whether an address is in the range. Addresses of the other family never are. */
    public boolean contains(InetAddress address) {
        byte[] a = network.getAddress();
        byte[] b = address.getAddress();
        if (a.length != b.length) {
            return false;
        }
        int whole = bits / 8;
        for (int i = 0; i < whole; i++) {
            if (a[i] != b[i]) {
                return false;
            }
        }
        int rest = bits % 8;
        return rest == 0 || ((a[whole] ^ b[whole]) & 0xff) >> (8 - rest) == 0;
    }

    static boolean any(List<IpRange> ranges, InetAddress address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }

    @Override
    public String toString() {
        return network.getHostAddress() + "/" + bits + (network instanceof Inet4Address ? "" : " (IPv6)");
    }
}
