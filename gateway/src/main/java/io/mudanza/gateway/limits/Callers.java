package io.mudanza.gateway.limits;

import io.mudanza.gateway.access.BearerToken;
import io.mudanza.gateway.access.ClientAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Reads who is at the door, once per request. */
@ApplicationScoped
class Callers {
    private static final Pattern TOKEN = Pattern.compile("mig_([A-Za-z0-9]{1,40})_.*", Pattern.DOTALL);
    private static final String KEPT = "mudanza.caller";
    private static final int LONGEST = 2000;

    private final ClientAddress addresses;
    private final SecretKeySpec key;

    Callers(ClientAddress addresses, @ConfigProperty(name = "mudanza.node.secret") String nodeSecret) {
        this.addresses = addresses;
        this.key = new SecretKeySpec(("limits " + nodeSecret).getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    Caller of(RoutingContext context) {
        Caller kept = context.get(KEPT);
        if (kept != null) {
            return kept;
        }
        String address = addresses.of(context.request());
        String network = addresses.network(context.request());
        String token = BearerToken.of(context);
        Caller caller = token == null ? new Caller(address, network, null, null) : with(address, network, token);
        context.put(KEPT, caller);
        return caller;
    }

    private Caller with(String address, String network, String token) {
        String shortened = token.length() > LONGEST ? token.substring(0, LONGEST) : token;
        Matcher matcher = TOKEN.matcher(shortened);
        return new Caller(address, network, matcher.matches() ? matcher.group(1) : null, name(network, shortened));
    }

    /** A keyed hash: nothing that could be guessed at is kept in Redis. */
    private String name(String network, String token) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(network.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            byte[] hash = mac.doFinal(token.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HmacSHA256", impossible);
        }
    }
}
