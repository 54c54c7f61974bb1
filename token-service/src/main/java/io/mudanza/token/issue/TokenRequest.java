package io.mudanza.token.issue;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.token.address.AddressRange;
import io.mudanza.token.problem.TokenProblem;
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
        @JsonAnySetter Map<String, Object> unknown) {

    private static final Pattern DOMAIN = Pattern.compile(
            "(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");
    private static final Pattern DESCRIPTION = Pattern.compile("[^\\p{Cc}\\p{Cs}]{1,200}");
    private static final int MOST_ENTRIES = 50;
    private static final int LONGEST_SCOPE = 4000;

    public TokenRequest {
        allowedIps = allowedIps == null ? List.of() : allowedIps;
        allowedDomains = allowedDomains == null ? List.of() : allowedDomains;
        unknown = unknown == null ? Map.of() : unknown;
    }

    /** The permission asked for, after all else of the request was found good. */
    Permission checked() {
        if (!unknown.isEmpty()) {
            throw invalid("There is no field '" + unknown.keySet().iterator().next().replaceAll("[^\\w-]", "?")
                    + "' in a token. Remove it or correct its name");
        }
        if (description == null || description.isBlank() || !DESCRIPTION.matcher(description).matches()) {
            throw invalid("description must say in 1 to 200 characters, without line breaks, what the token is for");
        }
        if (Boolean.TRUE.equals(singleUse) || maxUses != null) {
            throw new TokenProblem(ProblemCode.NOT_IMPLEMENTED, "single_use and max_uses are not supported yet. "
                    + "Leave them out, take a short expires_in, and revoke the token after use");
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
                throw invalid("allowed_domains takes host names in lower case, such as prop.cl");
            }
        }
        if (scope != null && !scope.isNull() && (!scope.isObject() || scope.toString().length() > LONGEST_SCOPE)) {
            throw invalid("scope must be a JSON object of at most " + LONGEST_SCOPE + " characters");
        }
        return Permission.ofWire(permissions).orElseThrow(() -> invalid(
                "permissions must be one of read, write, read_write, admin"));
    }

    String scopeText() {
        return scope == null || scope.isNull() ? null : scope.toString();
    }

    private static TokenProblem invalid(String detail) {
        return new TokenProblem(ProblemCode.INVALID_REQUEST, detail);
    }
}
