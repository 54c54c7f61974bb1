package io.mudanza.engine.schema;

import io.mudanza.engine.EngineException;
import java.util.ArrayList;
import java.util.List;

/** Fits owners, grantees and policies to the roles that exist at the target. */
final class StatementFitter {

    private final TargetRoles roles;

    StatementFitter(TargetRoles roles) {
        this.roles = roles;
    }

    FittedStatement fit(String sql) throws EngineException {
        List<SqlToken> tokens = SqlLexer.tokens(sql);
        if (starts(tokens, "SET") || starts(tokens, "RESET")) {
            boolean can = roles.superuser() && (starts(tokens, "RESET")
                    || starts(tokens, "SET", "SESSION", "AUTHORIZATION") && roles.has(tokens.get(3)));
            if (can) {
                return new FittedStatement.Run(sql, null, false);
            }
            return new FittedStatement.Skip(
                    "a privilege was granted by a role that is not the owner; here the owner grants it");
        }
        if (starts(tokens, "GRANT") || starts(tokens, "REVOKE")) {
            return grant(sql, tokens);
        }
        if (starts(tokens, "ALTER", "DEFAULT", "PRIVILEGES")) {
            return grant(sql, tokens);
        }
        if (starts(tokens, "CREATE", "POLICY")) {
            return policy(sql, tokens);
        }
        if (starts(tokens, "CREATE", "USER", "MAPPING", "FOR") && !roles.has(tokens.get(4))) {
            return missing(tokens.get(4));
        }
        if (starts(tokens, "ALTER") && tokens.size() > 4 && tokens.get(tokens.size() - 3).isWord("OWNER")
                && tokens.get(tokens.size() - 2).isWord("TO")) {
            return owner(sql, tokens.getLast());
        }
        boolean dispensable = starts(tokens, "COMMENT", "ON", "EXTENSION")
                || starts(tokens, "SECURITY", "LABEL")
                || starts(tokens, "CREATE", "EVENT", "TRIGGER")
                || starts(tokens, "ALTER", "EVENT", "TRIGGER")
                || starts(tokens, "COMMENT", "ON", "EVENT")
                || starts(tokens, "CREATE", "PUBLICATION")
                || starts(tokens, "ALTER", "PUBLICATION");
        return new FittedStatement.Run(sql, null, dispensable);
    }

    static boolean starts(List<SqlToken> tokens, String... words) {
        if (tokens.size() < words.length) {
            return false;
        }
        for (int i = 0; i < words.length; i++) {
            if (!tokens.get(i).isWord(words[i])) {
                return false;
            }
        }
        return true;
    }

    private FittedStatement owner(String sql, SqlToken owner) {
        if (roles.has(owner)) {
            return new FittedStatement.Run(sql, null, true);
        }
        return new FittedStatement.Run(
                sql.substring(0, owner.start()) + QualifiedName.quote(roles.databaseOwner()),
                "owner " + owner.identifier() + " does not exist here; it belongs to " + roles.databaseOwner(),
                true);
    }

    private FittedStatement grant(String sql, List<SqlToken> tokens) {
        for (SqlToken role : rolesAfter(tokens, "ROLE")) {
            if (starts(tokens, "ALTER", "DEFAULT") && !roles.has(role)) {
                return missing(role);
            }
        }
        for (SqlToken role : rolesAfter(tokens, "TO", "FROM")) {
            if (!roles.has(role)) {
                return missing(role);
            }
        }
        return new FittedStatement.Run(sql, null, true);
    }

    private FittedStatement policy(String sql, List<SqlToken> tokens) {
        List<SqlToken> named = rolesAfter(tokens, "TO");
        List<SqlToken> present = named.stream().filter(roles::has).toList();
        if (present.size() == named.size()) {
            return new FittedStatement.Run(sql, null, false);
        }
        SqlToken absent = named.stream().filter(role -> !roles.has(role)).findFirst().orElseThrow();
        if (present.isEmpty()) {
            return missing(absent);
        }
        List<String> texts = present.stream().map(SqlToken::text).toList();
        return new FittedStatement.Run(
                sql.substring(0, named.getFirst().start()) + String.join(", ", texts)
                        + sql.substring(named.getLast().end()),
                "role " + absent.identifier() + " does not exist here and is left out of the policy",
                false);
    }

    /** The list of roles that follows the last such keyword outside parentheses. */
    private static List<SqlToken> rolesAfter(List<SqlToken> tokens, String... keywords) {
        List<SqlToken> found = List.of();
        int depth = 0;
        for (int i = 1; i < tokens.size(); i++) {
            SqlToken token = tokens.get(i);
            if (token.isSymbol('(')) {
                depth++;
            } else if (token.isSymbol(')')) {
                depth--;
            }
            for (String keyword : keywords) {
                if (depth == 0 && token.isWord(keyword)) {
                    found = list(tokens, i + 1);
                }
            }
        }
        return found;
    }

    private static List<SqlToken> list(List<SqlToken> tokens, int from) {
        List<SqlToken> list = new ArrayList<>();
        for (int i = from; i < tokens.size() && tokens.get(i).isIdentifier(); i += 2) {
            list.add(tokens.get(i));
            if (i + 1 >= tokens.size() || !tokens.get(i + 1).isSymbol(',')) {
                break;
            }
        }
        return list;
    }

    private static FittedStatement missing(SqlToken role) {
        return new FittedStatement.Skip("role " + role.identifier() + " does not exist at the target; create it first");
    }
}
