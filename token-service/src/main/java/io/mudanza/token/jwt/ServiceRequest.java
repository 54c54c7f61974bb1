package io.mudanza.token.jwt;

/** The name of the service that asks. */
record ServiceRequest(String service) {
}
