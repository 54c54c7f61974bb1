package io.mudanza.gateway.access;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Where a call came from: the address of its socket. Only a trusted proxy is believed what it says in
 * {@code X-Forwarded-For}, and there only what it has seen itself: the last address that is not a trusted proxy's.
 */
@ApplicationScoped
public class ClientAddress {
    private static final int NETWORK_BYTES = 8;

    private final List<IpSubnetFilterRule> trusted;

    /** @param trusted address ranges of proxies, {@code 10.0.0.0/8}; none by default */
    ClientAddress(@ConfigProperty(name = "mudanza.gateway.trusted-proxies") Optional<List<String>> trusted) {
        this.trusted = trusted.orElse(List.of()).stream().map(String::strip).filter(text -> !text.isEmpty())
                .map(ClientAddress::range).toList();
    }

    /** The caller's address in its shortest form, without a zone. */
    public String of(HttpServerRequest request) {
        return NetUtil.toAddressString(caller(request));
    }

    /** Whom limits count as one: an IPv4 address, or the /64 of an IPv6 address, of which one caller has them all. */
    public String network(HttpServerRequest request) {
        InetAddress caller = caller(request);
        if (!(caller instanceof Inet6Address)) {
            return caller.getHostAddress();
        }
        byte[] bytes = Arrays.copyOf(Arrays.copyOf(caller.getAddress(), NETWORK_BYTES), caller.getAddress().length);
        return NetUtil.toAddressString(address(bytes)) + "/64";
    }

    /** Whether nobody on the way can have read the call: TLS, as a trusted proxy says, or within this machine. */
    public boolean confidential(HttpServerRequest request) {
        InetAddress socket = socket(request);
        if (request.isSSL()) {
            return true;
        }
        String proto = request.getHeader("X-Forwarded-Proto");
        return proto != null && isTrusted(socket) ? proto.equalsIgnoreCase("https") : socket.isLoopbackAddress();
    }

    private InetAddress caller(HttpServerRequest request) {
        InetAddress caller = socket(request);
        if (!isTrusted(caller)) {
            return caller;
        }
        List<String> hops = request.headers().getAll("X-Forwarded-For").stream()
                .flatMap(line -> Arrays.stream(line.split(","))).map(String::strip).toList();
        for (String hop : hops.reversed()) {
            byte[] bytes = NetUtil.createByteArrayFromIpAddressString(hop);
            if (bytes == null) {
                // What follows on the left was said by somebody who says such things.
                return caller;
            }
            caller = address(bytes);
            if (!isTrusted(caller)) {
                return caller;
            }
        }
        return caller;
    }

    private boolean isTrusted(InetAddress address) {
        return trusted.stream().anyMatch(range -> range.matches(new InetSocketAddress(address, 0)));
    }

    private static InetAddress socket(HttpServerRequest request) {
        String text = request.connection().remoteAddress().hostAddress();
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(text.replaceFirst("%.*$", ""));
        return address(bytes);
    }

    /** An IPv4 address in the form of IPv6 becomes an IPv4 address. */
    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("an address has 4 or 16 bytes", impossible);
        }
    }

    private static IpSubnetFilterRule range(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        if (!NetUtil.isValidIpV4Address(address) && !NetUtil.isValidIpV6Address(address)) {
            throw new IllegalArgumentException(
                    "mudanza.gateway.trusted-proxies takes addresses and ranges like 10.0.0.0/8, not " + text);
        }
        int longest = NetUtil.isValidIpV4Address(address) ? 32 : 128;
        int prefix = slash < 0 ? longest : Integer.parseInt(text.substring(slash + 1));
        return new IpSubnetFilterRule(address, prefix, IpFilterRuleType.ACCEPT);
    }
}
