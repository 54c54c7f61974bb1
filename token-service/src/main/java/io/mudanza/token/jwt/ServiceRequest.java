package io.mudanza.token.jwt;

/**
 * What a service asks for.
 *
 * @param service  name of the service that asks
 * @param audience name of the service that it will call
 * @param job      the only job that it will call for, or {@code none}
 */
record ServiceRequest(String service, String audience, String job) {
}
