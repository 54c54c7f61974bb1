package io.mudanza.identity;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.io.IOException;
import java.util.Base64;
import java.util.Iterator;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Looks at the header of a JWT before anything in it is used: exactly {@code alg, kid, typ}, with the one algorithm, a
 * plain key id and the one type. Nothing in a token can name a key, a place of keys or an algorithm. Then the signature
 * and the claims are checked as always, and a token that was made to live longer than five minutes is refused.
 */
@ApplicationScoped
@Alternative
@Priority(1)
public class StrictJwtFactory extends JWTCallerPrincipalFactory {

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).build();
    private static final Set<String> HEADER = Set.of("alg", "kid", "typ");
    private static final Pattern KEY_ID = Pattern.compile("[0-9A-Za-z]{1,32}");
    private static final long LONGEST_SECONDS = 300;
    private static final int LONGEST_TEXT = 8000;

    private final JWTCallerPrincipalFactory checked = new DefaultJWTCallerPrincipalFactory();

    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo expected) throws ParseException {
        checkHeader(token);
        JWTCallerPrincipal caller = checked.parse(token, expected);
        long issued = caller.getIssuedAtTime();
        if (issued <= 0 || caller.getExpirationTime() - issued > LONGEST_SECONDS) {
            throw new ParseException("the JWT was made for more than five minutes");
        }
        return caller;
    }

    private static void checkHeader(String token) throws ParseException {
        int end = token.indexOf('.');
        if (end < 0 || token.length() > LONGEST_TEXT) {
            throw new ParseException("this is no JWT");
        }
        JsonNode header;
        try {
            header = JSON.readTree(Base64.getUrlDecoder().decode(token.substring(0, end)));
        } catch (IOException | IllegalArgumentException e) {
            throw new ParseException("the header of the JWT cannot be read", e);
        }
        for (Iterator<String> names = header.fieldNames(); names.hasNext();) {
            if (!HEADER.contains(names.next())) {
                throw new ParseException("the header of the JWT says more than alg, kid and typ");
            }
        }
        if (!"ES256".equals(header.path("alg").textValue()) || !"JWT".equals(header.path("typ").textValue())
                || !KEY_ID.matcher(header.path("kid").asText("")).matches()) {
            throw new ParseException("alg, kid or typ of the JWT is not what this node uses");
        }
    }
}
