package io.mudanza.token.issue;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.identity.TokenScope;
import io.mudanza.token.address.AddressRange;
import io.mudanza.token.problem.TokenProblem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the owner of a new token asks for. A field that is not known is refused: a misspelt restriction must not give a
 * token without it.
 */
public record TokenRequest(
        String description,
        String permissions,
        @JsonProperty("expires_in") String expiresIn,
        @JsonProperty("allowed_ips") List<String> allowedIps,
        @JsonProperty("allowed_domains") List<String> allowedDomains,
        @JsonProperty("single_use") Boolean singleUse,
        @JsonProperty("max_uses") Integer maxUses,
        JsonNode scope,
        String parent,
        @JsonAnySetter Map<String, Object> unknown) {

    private static final Pattern DOMAIN = Pattern.compile(
            "(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");
    private static final Pattern DESCRIPTION = Pattern.compile("[^\\p{Cc}\\p{Cs}]{1,200}");
    private static final int MOST_ENTRIES = 50;
    private static final int MOST_USES = 1000;

    public TokenRequest {
        allowedIps = allowedIps == null ? List.of() : allowedIps;
        allowedDomains = allowedDomains == null ? List.of() : allowedDomains;
        unknown = unknown == null ? Map.of() : unknown;
    }

    /** A request for nothing but a permission. */
    static TokenRequest plain(String description, Permission permission) {
        return new TokenRequest(description, permission.wire(), null, null, null, null, null, null, null, null);
    }

    /** What is asked for, all of it found good in itself. */
    Limits checked(Instant expiresAt) {
        if (!unknown.isEmpty()) {
            throw invalid("There is no field '" + unknown.keySet().iterator().next().replaceAll("[^\\w-]", "?")
                    + "' in a token. Remove it or correct its name");
        }
        if (description == null || description.isBlank() || !DESCRIPTION.matcher(description).matches()) {
            throw invalid("description must say in 1 to 200 characters, without line breaks, what the token is for");
        }
        if (allowedIps.size() > MOST_ENTRIES || allowedDomains.size() > MOST_ENTRIES) {
            throw invalid("allowed_ips and allowed_domains may have at most " + MOST_ENTRIES + " entries");
        }
        for (String range : allowedIps) {
            if (AddressRange.parse(range).isEmpty()) {
                throw invalid("allowed_ips takes addresses such as 192.0.2.7 and ranges such as 192.0.2.0/24 or "
                        + "2001:db8::/32, with no bits beyond the prefix");
            }
        }
        for (String domain : allowedDomains) {
            if (domain == null || !DOMAIN.matcher(domain).matches()) {
                throw invalid("allowed_domains takes names of hosts and nodes in lower case, such as prop.cl");
            }
        }
        Permission permission = Permission.ofWire(permissions).orElseThrow(() -> invalid(
                "permissions must be one of read, write, read_write, admin"));
        TokenScope limit = readScope();
        Integer uses = readUses();
        if (permission == Permission.ADMIN && (limit != null || uses != null)) {
            throw invalid("scope, single_use and max_uses are for read, write and read_write: an admin makes tokens, "
                    + "so limits of transfers would not hold it");
        }
        return new Limits(description, permission, expiresAt, allowedIps, allowedDomains, limit, uses, null);
    }

    private TokenScope readScope() {
        try {
            return TokenScope.of(scope);
        } catch (IllegalArgumentException e) {
            throw invalid(e.getMessage());
        }
    }

    private Integer readUses() {
        if (maxUses != null && (maxUses < 1 || maxUses > MOST_USES)) {
            throw invalid("max_uses must be 1 to " + MOST_USES);
        }
        if (Boolean.TRUE.equals(singleUse) && maxUses != null && maxUses != 1) {
            throw invalid("single_use means max_uses 1. Leave one of them out");
        }
        return Boolean.TRUE.equals(singleUse) ? Integer.valueOf(1) : maxUses;
    }

    private static TokenProblem invalid(String detail) {
        return new TokenProblem(ProblemCode.INVALID_REQUEST, detail);
    }
}
