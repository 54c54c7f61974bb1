package io.mudanza.token.keys;

import java.util.List;

/** A JSON Web Key Set (RFC 7517). */
record KeySet(List<PublicJwk> keys) {
}
