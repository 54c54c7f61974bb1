/** HTTP to checked targets: pinned addresses, no redirects, no proxies, limits on every wait and every byte. */
package io.mudanza.outbound.client;
