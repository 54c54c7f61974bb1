/**
 * Those who try to get in: every numbered attack is a test whose display name begins with its row ({@code B60 …}).
 * {@link io.mudanza.security.RunningNodes} has real nodes, {@link io.mudanza.security.Door} sends what no client would.
 */
package io.mudanza.security;
