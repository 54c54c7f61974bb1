/** What the gateway keeps for a while instead of asking again, and how an administrator empties it. */
package io.mudanza.gateway.cache;
