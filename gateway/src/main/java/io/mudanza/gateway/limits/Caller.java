package io.mudanza.gateway.limits;

/**
 * Somebody at the door.
 *
 * @param network address or /64 that counts as one
 * @param tokenId public id that the presented token claims, null when it has none
 * @param name    of exactly this credential from this network, without the secret; null without a credential
 */
record Caller(String network, String tokenId, String name) {}
